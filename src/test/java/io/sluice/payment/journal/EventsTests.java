package io.sluice.payment.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.payment.derivation.World;
import io.sluice.payment.ledger.LedgerWorld;
import io.sluice.platform.http.ApiJson;
import java.net.URI;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The envelope, for each audience. */
class EventsTests {

    private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    private final Events events =
            new Events(prefix -> prefix + "_1", URI.create("https://pay.example"));

    @Test
    void tellsTheMerchantEverythingAndThePayerWhatIsTheirs() {
        var view = new LedgerWorld().open(World.USDC);

        var event = events.of(LedgerWorld.SHOP, view, false, World.OPENED, TRACE);
        var merchant = json(event.merchantJson());
        var payer = json(event.payerJson());

        assertThat(merchant.get("id").asString()).isEqualTo("evt_1");
        assertThat(merchant.get("specversion").asString()).isEqualTo("1.0");
        assertThat(merchant.get("source").asString()).isEqualTo("https://pay.example");
        assertThat(merchant.get("type").asString()).isEqualTo("sluice.payment.awaiting_payment");
        assertThat(merchant.get("subject").asString()).isEqualTo(view.id());
        assertThat(merchant.get("sequence").asString()).isEqualTo("1");
        assertThat(merchant.get("traceparent").asString()).isEqualTo(TRACE);
        assertThat(merchant.at("/data/metadata/cart").asString()).isEqualTo("88");
        assertThat(merchant.at("/data/amounts/final/units").asString()).isEqualTo("0");
        assertThat(payer.get("id")).isEqualTo(merchant.get("id"));
        assertThat(payer.get("data").propertyNames())
                .doesNotContain("metadata", "reference", "policy", "derivation_path")
                .contains("amounts", "address", "expires_at", "next_action");
    }

    @Test
    void staysOnOneLineAndLeavesOutATraceNobodyGave() {
        var view = new LedgerWorld().open(null);

        var event = events.of(LedgerWorld.SHOP, view, false, World.OPENED, null);

        assertThat(new String(event.merchantJson(), UTF_8)).doesNotContain("\n", "\r");
        assertThat(json(event.merchantJson()).has("traceparent")).isFalse();
    }

    private static JsonNode json(byte[] bytes) {
        return ApiJson.mapper().readTree(bytes);
    }
}
