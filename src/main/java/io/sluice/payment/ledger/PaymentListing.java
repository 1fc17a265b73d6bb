package io.sluice.payment.ledger;

import io.sluice.merchant.MerchantId;
import io.sluice.payment.PaymentView;
import io.sluice.platform.database.Database;
import io.sluice.platform.database.Sql;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/** Lists a merchant's payments. */
public final class PaymentListing {

    /** Walks an index of the statement from the newest id, or from the last of the page before. */
    private static final String PAGE =
            """
               AND id < coalesce(:before::text, 'pay_~')
               AND (:asset::text IS NULL OR asset = :asset)
               AND (:created_after::timestamptz IS NULL OR created_at > :created_after)
               AND (:created_before::timestamptz IS NULL OR created_at < :created_before)
             ORDER BY id DESC LIMIT :limit
            """;

    /** On payment_of_merchant. */
    private static final String ALL =
            """
            SELECT view FROM payment
             WHERE merchant = :merchant
            """
                    + PAGE;

    /** On payment_by_status. */
    private static final String OF_STATUS =
            """
            SELECT view FROM payment
             WHERE merchant = :merchant AND status = :status
            """
                    + PAGE;

    /** On payment_by_reference: few payments have the same. */
    private static final String OF_REFERENCE =
            """
            SELECT view FROM payment
             WHERE merchant = :merchant AND reference = :reference
               AND (:status::text IS NULL OR status = :status)
            """
                    + PAGE;

    private final Database database;

    PaymentListing(Database database) {
        this.database = database;
    }

    /**
     * Which payments to list, newest first; null leaves the choice open.
     *
     * @param before the id of the last payment of the page before
     */
    public record Filter(
            @Nullable String status,
            @Nullable String asset,
            @Nullable String reference,
            @Nullable Instant createdAfter,
            @Nullable Instant createdBefore,
            @Nullable String before) {}

    /** The newest first, {@code limit} at most. */
    public Flux<PaymentView> list(MerchantId merchant, Filter filter, int limit) {
        var sql = statement(filter).bind("merchant", merchant.value()).bind("limit", limit);
        var named = orNull(orNull(sql, "before", filter.before()), "asset", filter.asset());
        return orNull(
                        orNull(named, "created_after", filter.createdAfter()),
                        "created_before",
                        filter.createdBefore())
                .all(row -> row.get("view", String.class))
                .map(json -> StoredJson.read(json, PaymentView.class));
    }

    private Sql statement(Filter filter) {
        if (filter.reference() != null) {
            var named = database.sql(OF_REFERENCE).bind("reference", filter.reference());
            return orNull(named, "status", filter.status());
        }
        return filter.status() == null
                ? database.sql(ALL)
                : database.sql(OF_STATUS).bind("status", filter.status());
    }

    private static Sql orNull(Sql sql, String name, @Nullable String value) {
        return value == null ? sql.bindNull(name, String.class) : sql.bind(name, value);
    }

    private static Sql orNull(Sql sql, String name, @Nullable Instant value) {
        return value == null ? sql.bindNull(name, Instant.class) : sql.bind(name, value);
    }
}
