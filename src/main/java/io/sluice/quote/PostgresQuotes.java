package io.sluice.quote;

import io.sluice.platform.database.Database;
import java.math.BigDecimal;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Keeps quotes with the exact inputs they were made of. Rows are never changed or deleted. */
final class PostgresQuotes implements QuoteStore {

    private static final String INSERT =
            """
            INSERT INTO quote (id, price, currency, asset, units, rate, stale, issued_at,
                               valid_until, sources, signature)
            VALUES (:id, :price, :currency, :asset, :units, :rate, :stale, :issued_at,
                    :valid_until, CAST(:sources AS jsonb), :signature)
            """;

    private final Database database;
    private final JsonMapper json;

    PostgresQuotes(Database database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    @Override
    public Mono<Void> insert(Quote quote) {
        return Mono.defer(() ->
                database.sql(INSERT)
                        .bind("id", quote.id())
                        .bind("price", quote.price().amount())
                        .bind("currency", quote.price().currency().getCurrencyCode())
                        .bind("asset", quote.amount().asset().id())
                        .bind("units", new BigDecimal(quote.amount().units()))
                        .bind("rate", quote.rate())
                        .bind("stale", quote.stale())
                        .bind("issued_at", quote.issuedAt())
                        .bind("valid_until", quote.validUntil())
                        .bind("sources", json.writeValueAsString(quote.sources()))
                        .bind("signature", quote.signature())
                        .update()
                        .then());
    }
}
