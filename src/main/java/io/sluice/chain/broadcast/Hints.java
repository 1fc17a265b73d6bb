package io.sluice.chain.broadcast;

import io.sluice.chain.Assets;
import io.sluice.chain.ChainFailure;
import io.sluice.chain.broadcast.Outbound.Draft;
import io.sluice.chain.family.Families;
import io.sluice.chain.family.Signed;
import io.sluice.money.ChainId;
import io.sluice.platform.database.Database;
import io.sluice.platform.database.Row;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Looks for transactions that somebody told the hash of. What they say is no more than a reason.
 */
@Component
final class Hints {

    private static final Logger log = LoggerFactory.getLogger(Hints.class);
    private static final int PER_MINUTE = 5;

    private static final String TAKE =
            """
            INSERT INTO transaction_hint AS h (payment, since, asked) VALUES (:payment, now(), 1)
            ON CONFLICT (payment) DO UPDATE
               SET since = CASE WHEN h.since < now() - interval '1 minute'
                                THEN now() ELSE h.since END,
                   asked = CASE WHEN h.since < now() - interval '1 minute'
                                THEN 1 ELSE h.asked + 1 END
            RETURNING asked,
                CAST(ceil(extract(epoch FROM since + interval '1 minute' - now())) AS bigint)
                    AS seconds
            """;

    private final Database database;
    private final Assets assets;
    private final Families families;
    private final Couriers couriers;
    private final PostgresOutbounds outbounds;
    private final Delivery delivery;

    Hints(
            Database database,
            Assets assets,
            Families families,
            Couriers couriers,
            PostgresOutbounds outbounds,
            Delivery delivery) {
        this.database = database;
        this.assets = assets;
        this.families = families;
        this.couriers = couriers;
        this.outbounds = outbounds;
        this.delivery = delivery;
    }

    /** Counts one; fails when there were too many within a minute. */
    Mono<Void> take(String payment) {
        return database.sql(TAKE).bind("payment", payment).one(Hints::taken).then();
    }

    /** Looks on every chain of the family, and keeps what pays to {@code address}. Never fails. */
    Mono<Void> look(String payment, String family, String address, String hash) {
        return Flux.fromIterable(couriers.chains())
                .filter(chain -> chain.family().equals(family))
                .flatMap(chain -> look(chain, payment, address, hash), 4)
                .then();
    }

    private static int taken(Row row) {
        var asked = row.get("asked", Integer.class);
        if (asked > PER_MINUTE) {
            var seconds = Math.max(1, row.get("seconds", Long.class));
            throw new ChainFailure.TooManyHints(Duration.ofSeconds(seconds));
        }
        return asked;
    }

    private Mono<Void> look(ChainId chain, String payment, String address, String hash) {
        return couriers.of(chain)
                .fetch(hash)
                .flatMap(signed -> Mono.justOrEmpty(draft(payment, signed, address)))
                .flatMap(this::keep)
                .onErrorResume(cause -> {
                    log.warn("A hint was not followed chain={} hash={}", chain, hash, cause);
                    return Mono.empty();
                });
    }

    private Optional<Draft> draft(String payment, Signed signed, String address) {
        return families.require(signed.chain().family())
                .moving(signed, assets.all(), address)
                .map(movement -> new Draft(payment, signed, movement));
    }

    private Mono<Void> keep(Draft draft) {
        return outbounds
                .keepHinted(draft, KeptBroadcasts.MOST)
                .flatMap(delivery::tell)
                .as(database::atomically);
    }
}
