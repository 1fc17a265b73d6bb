package io.sluice.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.sandbox.tour.Tour;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("full")
class TourTests {

    @Test
    void endsWithEverythingAsItWasTold() {
        var told = new ByteArrayOutputStream();
        var narrator = new Narrator(new PrintStream(told, true, UTF_8));
        try (var sandbox = Sandbox.start(Sandbox.Options.every(Duration.ofSeconds(1)));
                var gateway = GatewayProcess.start(sandbox.properties())) {
            var shop = DemoShop.introduce(gateway.url(), sandbox.issuer(), narrator);

            var last = new Tour(sandbox, shop, narrator).tell();

            assertThat(told.toString(UTF_8))
                    .contains("→ partially_paid", "overpaid", "(late)", "wrong_asset", "→ reversed")
                    .contains("expiry blocked by eip155:31338", last, "All 6 were as told.");
        }
    }
}
