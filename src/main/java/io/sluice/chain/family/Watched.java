package io.sluice.chain.family;

import java.util.Set;
import reactor.core.publisher.Mono;

/** Who is watched: addresses at which somebody may pay us. */
@FunctionalInterface
public interface Watched {

    /** Takes everybody for watched. */
    Watched EVERYBODY = (_, addresses) -> Mono.just(addresses);

    /** Those among {@code addresses} of a family that are watched. */
    Mono<Set<String>> among(String family, Set<String> addresses);
}
