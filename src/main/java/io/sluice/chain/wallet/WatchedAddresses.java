package io.sluice.chain.wallet;

import io.sluice.chain.family.Watched;
import io.sluice.money.ChainId;
import io.sluice.platform.database.Database;
import java.math.BigInteger;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The addresses of all pools, watched from the moment they are derived, and what is on its way. */
@Component
final class WatchedAddresses implements Watched {

    private static final String AMONG =
            """
            SELECT address FROM deposit_address
             WHERE family = :family AND address = ANY(CAST(:addresses AS text[]))
            """;

    /** What is not in the chain, and would be replaced by another of its sender and nonce. */
    private static final String UNDECIDED =
            """
            (SELECT nonce FROM transfer
              WHERE chain = :chain AND state = 'ORPHANED' AND nonce IS NOT NULL LIMIT :most)
            UNION ALL
            (SELECT nonce FROM outbound_transaction
              WHERE chain = :chain AND decided_height IS NULL LIMIT :most)
            """;

    /** The same, where there is more of it than it takes to look all of it over. */
    private static final String UNDECIDED_AMONG =
            """
            SELECT nonce FROM transfer
             WHERE chain = :chain AND state = 'ORPHANED'
               AND nonce = ANY(CAST(CAST(:nonces AS text[]) AS numeric[]))
            UNION
            SELECT nonce FROM outbound_transaction
             WHERE chain = :chain AND decided_height IS NULL
               AND nonce = ANY(CAST(CAST(:nonces AS text[]) AS numeric[]))
            """;

    private static final int FEW = 200;

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

    @Override
    public Mono<Set<BigInteger>> undecided(ChainId chain, Set<BigInteger> nonces) {
        return database.sql(UNDECIDED)
                .bind("chain", chain.value())
                .bind("most", FEW + 1)
                .all(row -> row.get("nonce", BigInteger.class))
                .collectList()
                .flatMap(all ->
                        all.size() > FEW ? among(chain, nonces) : Mono.just(common(all, nonces)));
    }

    private static Set<BigInteger> common(List<BigInteger> all, Set<BigInteger> nonces) {
        return all.stream().filter(nonces::contains).collect(Collectors.toUnmodifiableSet());
    }

    private Mono<Set<BigInteger>> among(ChainId chain, Set<BigInteger> nonces) {
        return database.sql(UNDECIDED_AMONG)
                .bind("chain", chain.value())
                .bind("nonces", nonces.stream().map(BigInteger::toString).toArray(String[]::new))
                .all(row -> row.get("nonce", BigInteger.class))
                .collect(Collectors.toUnmodifiableSet());
    }
}
