package io.sluice.e2e;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.SseListener;
import io.sluice.sandbox.Eventually;
import io.sluice.sandbox.GatewayProcess;
import io.sluice.sandbox.Sandbox;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StopTests {

    @Test
    void endsItsStreamsAndThenItselfWhenItIsAskedTo() {
        try (var sandbox = Sandbox.start(Sandbox.Options.manual());
                var gateway = GatewayProcess.start(sandbox.properties())) {
            var payment = World.with(sandbox, gateway.url()).newPartner().open("25.00");
            var headers = Map.copyOf(payment.partner().authorized());
            var streams =
                    IntStream.range(0, 100)
                            .mapToObj(_ -> SseListener.open(payment.streamUrl(""), headers))
                            .toList();
            streams.forEach(it -> it.hears(ofSeconds(10), at -> at.event().equals("snapshot")));

            var code = gateway.stop(ofSeconds(10));

            assertThat(code).isEqualTo(143);
            Eventually.holds(ofSeconds(1), () -> streams.stream().allMatch(SseListener::ended));
            assertThat(streams)
                    .allSatisfy(it -> assertThat(it.heard().getLast().event()).isEqualTo("retry"));
        }
    }
}
