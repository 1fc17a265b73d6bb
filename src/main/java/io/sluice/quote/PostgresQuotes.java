package io.sluice.quote;

import io.sluice.merchant.MerchantId;
import io.sluice.money.Asset;
import io.sluice.money.AssetAmount;
import io.sluice.money.ChainId;
import io.sluice.money.Price;
import io.sluice.platform.database.Database;
import io.sluice.platform.database.Row;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Keeps quotes with the exact inputs they were made of. Rows are never changed or deleted. */
final class PostgresQuotes implements QuoteStore {

    private static final String INSERT =
            """
            INSERT INTO quote (id, merchant, price, currency, asset, symbol, decimals, units, rate,
                               stale, issued_at, valid_until, sources, signature)
            VALUES (:id, :merchant, :price, :currency, :asset, :symbol, :decimals, :units, :rate,
                    :stale, :issued_at, :valid_until, CAST(:sources AS jsonb), :signature)
            """;

    private static final String FIND =
            """
            SELECT id, price, currency, asset, symbol, decimals, units, rate, stale, issued_at,
                   valid_until, CAST(sources AS text) AS sources, signature
              FROM quote WHERE id = :id AND merchant = :merchant
            """;

    private static final TypeReference<List<Quote.Evidence>> SOURCES = new TypeReference<>() {};

    private final Database database;
    private final JsonMapper json;

    PostgresQuotes(Database database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    @Override
    public Mono<Void> insert(MerchantId merchant, Quote quote) {
        return Mono.defer(() -> {
            var asset = quote.amount().asset();
            return database.sql(INSERT)
                    .bind("id", quote.id())
                    .bind("merchant", merchant.value())
                    .bind("price", quote.price().amount())
                    .bind("currency", quote.price().currency().getCurrencyCode())
                    .bind("asset", asset.id())
                    .bind("symbol", asset.symbol())
                    .bind("decimals", asset.decimals())
                    .bind("units", new BigDecimal(quote.amount().units()))
                    .bind("rate", quote.rate())
                    .bind("stale", quote.stale())
                    .bind("issued_at", quote.issuedAt())
                    .bind("valid_until", quote.validUntil())
                    .bind("sources", json.writeValueAsString(quote.sources()))
                    .bind("signature", quote.signature())
                    .update()
                    .then();
        });
    }

    @Override
    public Mono<Quote> find(MerchantId merchant, String id) {
        return database.sql(FIND)
                .bind("id", id)
                .bind("merchant", merchant.value())
                .one(this::quote);
    }

    private Quote quote(Row row) {
        var currency = Currency.getInstance(row.get("currency", String.class));
        var units = row.get("units", BigDecimal.class).toBigIntegerExact();
        return new Quote(
                row.get("id", String.class),
                new Price(row.get("price", BigDecimal.class), currency),
                new AssetAmount(asset(row), units),
                row.get("rate", BigDecimal.class),
                row.get("stale", Boolean.class),
                row.get("issued_at", Instant.class),
                row.get("valid_until", Instant.class),
                json.readValue(row.get("sources", String.class), SOURCES),
                row.get("signature", String.class));
    }

    /** As it was when it was quoted: it may not be taken here any more. */
    private static Asset asset(Row row) {
        var id = row.get("asset", String.class);
        var slash = id.indexOf('/');
        return new Asset(
                new ChainId(id.substring(0, slash)),
                id.substring(slash + 1),
                row.get("symbol", String.class),
                row.get("decimals", Integer.class));
    }
}
