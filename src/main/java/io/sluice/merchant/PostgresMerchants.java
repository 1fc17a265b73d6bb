package io.sluice.merchant;

import io.sluice.merchant.Merchant.Late;
import io.sluice.platform.database.Database;
import io.sluice.platform.database.Row;
import io.sluice.platform.database.Sql;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Currency;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** The merchants' wishes in PostgreSQL. Whoever has none is a merchant all the same. */
final class PostgresMerchants implements Merchants {

    private static final String FIND =
            """
            SELECT display_name, tolerance_absolute, tolerance_percent, tolerance_cap,
                   tolerance_currency, late, maximum_lateness_s, confirmation_currency,
                   confirmation_small_below, confirmation_normal_below, choose_within_s,
                   pay_within_s
              FROM merchant
             WHERE id = :id
            """;

    private static final String SAVE =
            """
            INSERT INTO merchant (id, display_name, tolerance_absolute, tolerance_percent,
                   tolerance_cap, tolerance_currency, late, maximum_lateness_s,
                   confirmation_currency, confirmation_small_below, confirmation_normal_below,
                   choose_within_s, pay_within_s)
            VALUES (:id, :display_name, :absolute, :percent, :cap, :currency, :late,
                   :maximum_lateness, :confirmation_currency, :small_below, :normal_below,
                   :choose_within, :pay_within)
            ON CONFLICT (id) DO UPDATE
               SET display_name = EXCLUDED.display_name,
                   tolerance_absolute = EXCLUDED.tolerance_absolute,
                   tolerance_percent = EXCLUDED.tolerance_percent,
                   tolerance_cap = EXCLUDED.tolerance_cap,
                   tolerance_currency = EXCLUDED.tolerance_currency,
                   late = EXCLUDED.late,
                   maximum_lateness_s = EXCLUDED.maximum_lateness_s,
                   confirmation_currency = EXCLUDED.confirmation_currency,
                   confirmation_small_below = EXCLUDED.confirmation_small_below,
                   confirmation_normal_below = EXCLUDED.confirmation_normal_below,
                   choose_within_s = EXCLUDED.choose_within_s,
                   pay_within_s = EXCLUDED.pay_within_s,
                   updated_at = now()
            """;

    private final Database database;

    PostgresMerchants(Database database) {
        this.database = database;
    }

    @Override
    public Mono<Merchant> find(MerchantId id) {
        return database.sql(FIND)
                .bind("id", id.value())
                .one(row -> merchant(id, row))
                .defaultIfEmpty(withoutWishes(id));
    }

    Mono<Void> save(Merchant merchant) {
        var tolerance = merchant.tolerance();
        return withLimits(database.sql(SAVE), merchant.confirmation())
                .bind("id", merchant.id().value())
                .bind("display_name", merchant.displayName())
                .bind("absolute", tolerance.absolute())
                .bind("percent", tolerance.percent())
                .bind("cap", tolerance.cap())
                .bind("currency", tolerance.currency().getCurrencyCode())
                .bind("late", LateWords.say(merchant.late()))
                .bind("maximum_lateness", merchant.maximumLateness().toSeconds())
                .bind("choose_within", merchant.chooseWithin().toSeconds())
                .bind("pay_within", merchant.payWithin().toSeconds())
                .update()
                .then();
    }

    private static Sql withLimits(Sql statement, @Nullable ConfirmationLimits limits) {
        return limits == null
                ? statement
                        .bindNull("confirmation_currency", String.class)
                        .bindNull("small_below", BigDecimal.class)
                        .bindNull("normal_below", BigDecimal.class)
                : statement
                        .bind("confirmation_currency", limits.currency().getCurrencyCode())
                        .bind("small_below", limits.smallBelow())
                        .bind("normal_below", limits.normalBelow());
    }

    private static Merchant withoutWishes(MerchantId id) {
        var tolerance =
                new Tolerance(
                        new BigDecimal("0.05"),
                        new BigDecimal("0.5"),
                        new BigDecimal("1.00"),
                        Currency.getInstance("EUR"));
        return new Merchant(
                id,
                id.value(),
                tolerance,
                Late.HOLD,
                Duration.ofHours(24),
                null,
                Duration.ofMinutes(30),
                Duration.ofMinutes(15));
    }

    private static Merchant merchant(MerchantId id, Row row) {
        return new Merchant(
                id,
                row.get("display_name", String.class),
                new Tolerance(
                        row.get("tolerance_absolute", BigDecimal.class),
                        row.get("tolerance_percent", BigDecimal.class),
                        row.get("tolerance_cap", BigDecimal.class),
                        Currency.getInstance(row.get("tolerance_currency", String.class))),
                LateWords.read(row.get("late", String.class)).orElseThrow(),
                seconds(row, "maximum_lateness_s"),
                confirmation(row),
                seconds(row, "choose_within_s"),
                seconds(row, "pay_within_s"));
    }

    private static @Nullable ConfirmationLimits confirmation(Row row) {
        return row.find("confirmation_currency", String.class)
                .map(currency ->
                        new ConfirmationLimits(
                                row.get("confirmation_small_below", BigDecimal.class),
                                row.get("confirmation_normal_below", BigDecimal.class),
                                Currency.getInstance(currency)))
                .orElse(null);
    }

    private static Duration seconds(Row row, String column) {
        return Duration.ofSeconds(row.get(column, Long.class));
    }
}
