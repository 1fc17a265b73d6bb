package io.sluice.quote;

import static io.sluice.quote.market.Fixtures.NOON;

import io.sluice.TestDatabase;
import io.sluice.merchant.MerchantId;
import io.sluice.money.Asset;
import io.sluice.money.AssetAmount;
import io.sluice.money.ChainId;
import io.sluice.money.Price;
import io.sluice.platform.database.Database;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Currency;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import tools.jackson.databind.json.JsonMapper;

class PostgresQuotesTests {

    private static final String READ =
            """
            SELECT concat_ws(' ', price, currency, asset, units, rate, stale,
                             issued_at AT TIME ZONE 'UTC', valid_until AT TIME ZONE 'UTC',
                             signature, sources -> 0 ->> 'mid',
                             sources -> 0 -> 'inputs' -> 0 ->> 'ask',
                             sources -> 1 ->> 'dropped') AS said
            FROM quote WHERE id = :id
            """;

    private static final MerchantId ACME = new MerchantId("acme");

    private final Database database = TestDatabase.fresh().database();
    private final QuoteStore store = new PostgresQuotes(database, new JsonMapper());

    @Test
    void keepsAQuoteExactlyWithItsInputs() {
        store.insert(ACME, quote("quo_1")).as(StepVerifier::create).verifyComplete();

        read("quo_1")
                .as(StepVerifier::create)
                .expectNext(
                        "25.0000 EUR eip155:1/slip44:60 123456789012345678901234567890 0.92486 t "
                                + "2026-03-01 12:00:00 2026-03-01 12:15:00 signature 0.92486 0.92500 "
                                + "answered HTTP 503")
                .verifyComplete();
    }

    @Test
    void findsAQuoteOfTheMerchantWhoseItIs() {
        var quote = quote("quo_1");
        store.insert(ACME, quote).as(StepVerifier::create).verifyComplete();

        store.find(ACME, "quo_1").as(StepVerifier::create).expectNext(quote).verifyComplete();
        store.find(new MerchantId("other"), "quo_1").as(StepVerifier::create).verifyComplete();
        store.find(ACME, "quo_2").as(StepVerifier::create).verifyComplete();
    }

    @Test
    void refusesToChangeAQuote() {
        store.insert(ACME, quote("quo_1")).as(StepVerifier::create).verifyComplete();

        store.insert(ACME, quote("quo_1")).as(StepVerifier::create).verifyError();
    }

    @Test
    void isUndoneWithTheCallersUnit() {
        var failing =
                store.insert(ACME, quote("quo_1"))
                        .then(Mono.error(new IllegalStateException("refused")));

        database.atomically(failing).as(StepVerifier::create).verifyError();

        read("quo_1").as(StepVerifier::create).verifyComplete();
    }

    private Mono<String> read(String id) {
        return database.sql(READ).bind("id", id).one(row -> row.get("said", String.class));
    }

    private static Quote quote(String id) {
        var asset = new Asset(new ChainId("eip155:1"), "slip44:60", "ETH", 18);
        var input =
                new Quote.Input(
                        "kraken", "ETH/EUR", new BigDecimal("0.92472"), new BigDecimal("0.92500"));
        var mid = new BigDecimal("0.92486");
        return new Quote(
                id,
                Price.of("25.00", Currency.getInstance("EUR")),
                new AssetAmount(asset, new BigInteger("123456789012345678901234567890")),
                mid,
                true,
                NOON,
                NOON.plusSeconds(900),
                List.of(
                        new Quote.Evidence("kraken", "ETH/EUR", mid, 5, null, List.of(input)),
                        new Quote.Evidence(
                                "binance", "ETH/EUR", null, 5, "answered HTTP 503", List.of())),
                "signature");
    }
}
