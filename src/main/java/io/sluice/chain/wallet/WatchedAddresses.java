package io.sluice.chain.wallet;

import io.sluice.chain.family.Watched;
import io.sluice.platform.database.Database;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The addresses of all pools: watched from the moment they are derived. */
@Component
final class WatchedAddresses implements Watched {

    private static final String AMONG =
            """
            SELECT address FROM deposit_address
             WHERE family = :family AND address = ANY(CAST(:addresses AS text[]))
            """;

    private final Database database;

    WatchedAddresses(Database database) {
        this.database = database;
    }

    @Override
    public Mono<Set<String>> among(String family, Set<String> addresses) {
        return database.sql(AMONG)
                .bind("family", family)
                .bind("addresses", addresses.toArray(String[]::new))
                .all(row -> row.get("address", String.class))
                .collect(Collectors.toUnmodifiableSet());
    }
}
