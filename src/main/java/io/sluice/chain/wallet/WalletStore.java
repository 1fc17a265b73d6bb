package io.sluice.chain.wallet;

import io.sluice.chain.ChainFailure;
import io.sluice.merchant.MerchantId;
import io.sluice.platform.database.Database;
import io.sluice.platform.database.Row;
import java.time.Instant;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Keeps the extended public keys of merchants. */
@Component
final class WalletStore {

    /** Ahead of the others, also of one that a clock set back later has put in the future. */
    private static final String ADD =
            """
            INSERT INTO wallet (id, merchant, family, xpub, fingerprint, next_index, used_since)
            VALUES (:id, :merchant, :family, :xpub, :fingerprint, :next_index,
                    GREATEST(clock_timestamp(), (
                        SELECT max(o.used_since) + interval '1 microsecond' FROM wallet o
                         WHERE o.merchant = :merchant AND o.family = :family)))
            ON CONFLICT (fingerprint) DO NOTHING
            """;

    private static final String OF_MERCHANT =
            """
            SELECT w.id, w.family, w.fingerprint, a.address, w.created_at,
                   row_number() OVER (PARTITION BY w.family
                                      ORDER BY w.used_since DESC, w.id DESC) = 1 AS in_use
              FROM wallet w JOIN deposit_address a ON a.wallet = w.id AND a.index = 0
             WHERE w.merchant = :merchant
             ORDER BY w.family, w.used_since DESC, w.id DESC LIMIT 100
            """;

    /** Ahead of the others, likewise. */
    private static final String USE =
            """
            UPDATE wallet w
               SET used_since = GREATEST(clock_timestamp(), (
                       SELECT max(o.used_since) + interval '1 microsecond' FROM wallet o
                        WHERE o.merchant = w.merchant AND o.family = w.family))
             WHERE w.merchant = :merchant AND w.id = :id
            """;

    private static final String IN_USE =
            """
            SELECT id FROM wallet WHERE merchant = :merchant AND family = :family
             ORDER BY used_since DESC, id DESC LIMIT 1
            """;

    private static final String KEY =
            "SELECT id, family, xpub, next_index FROM wallet WHERE id = :id";

    private static final String ADVANCE =
            "UPDATE wallet SET next_index = :to WHERE id = :id AND next_index = :from";

    private static final String IDS =
            "SELECT id FROM wallet WHERE id > :after ORDER BY id LIMIT :limit";

    private final Database database;

    WalletStore(Database database) {
        this.database = database;
    }

    /** Fails with {@link ChainFailure.KeyInUse} when any merchant has this key. */
    Mono<Void> add(String id, MerchantId merchant, NewWallet wallet) {
        return database.sql(ADD)
                .bind("id", id)
                .bind("merchant", merchant.value())
                .bind("family", wallet.family())
                .bind("xpub", wallet.xpub())
                .bind("fingerprint", wallet.fingerprint())
                .bind("next_index", wallet.addresses().size())
                .update()
                .filter(added -> added > 0)
                .switchIfEmpty(Mono.error(ChainFailure.KeyInUse::new))
                .then();
    }

    Flux<Wallet> of(MerchantId merchant) {
        return database.sql(OF_MERCHANT)
                .bind("merchant", merchant.value())
                .all(WalletStore::wallet);
    }

    /** The wallet that new payments of {@code merchant} go to; empty when there is none. */
    Mono<String> inUse(MerchantId merchant, String family) {
        return database.sql(IN_USE)
                .bind("merchant", merchant.value())
                .bind("family", family)
                .one(row -> row.get("id", String.class));
    }

    /** The wallet, in use from now on; empty when {@code merchant} has no such one. */
    Mono<Wallet> use(MerchantId merchant, String id) {
        return database.atomically(
                database.sql(USE)
                        .bind("merchant", merchant.value())
                        .bind("id", id)
                        .update()
                        .filter(changed -> changed > 0)
                        .flatMap(_ -> of(merchant).filter(it -> it.id().equals(id)).single()));
    }

    Mono<KeptKey> key(String wallet) {
        return database.sql(KEY).bind("id", wallet).one(WalletStore::key);
    }

    /** False when somebody else derived from this key meanwhile. */
    Mono<Boolean> advance(KeptKey key, int count) {
        return database.sql(ADVANCE)
                .bind("id", key.wallet())
                .bind("from", key.nextIndex())
                .bind("to", key.nextIndex() + count)
                .update()
                .map(changed -> changed > 0);
    }

    /** Ids of wallets, in their order. */
    Flux<String> after(String id, int limit) {
        return database.sql(IDS)
                .bind("after", id)
                .bind("limit", limit)
                .all(row -> row.get("id", String.class));
    }

    private static Wallet wallet(Row row) {
        return new Wallet(
                row.get("id", String.class),
                row.get("family", String.class),
                row.get("fingerprint", String.class),
                row.get("in_use", Boolean.class),
                row.get("address", String.class),
                row.get("created_at", Instant.class));
    }

    private static KeptKey key(Row row) {
        return new KeptKey(
                row.get("id", String.class),
                row.get("family", String.class),
                row.get("xpub", String.class),
                row.get("next_index", Integer.class));
    }
}
