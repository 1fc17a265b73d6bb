package io.sluice.chain.family;

import io.sluice.money.ChainId;
import java.math.BigInteger;
import java.util.Set;
import reactor.core.publisher.Mono;

/** Who is watched: addresses at which somebody may pay us, and those who may still do. */
@FunctionalInterface
public interface Watched {

    /** Takes everybody for watched. */
    Watched EVERYBODY = (_, addresses) -> Mono.just(addresses);

    /**
     * Those among {@code nonces} with which somebody signed what a block of {@code chain} may
     * decide: itself or another with the same nonce may be in it.
     */
    default Mono<Set<BigInteger>> undecided(ChainId chain, Set<BigInteger> nonces) {
        return Mono.just(nonces);
    }

    /** Those among {@code addresses} of a family that are watched. */
    Mono<Set<String>> among(String family, Set<String> addresses);
}
