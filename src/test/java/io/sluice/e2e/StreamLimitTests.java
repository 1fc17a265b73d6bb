package io.sluice.e2e;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.SseListener;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedWorld.class)
class StreamLimitTests {

    /** What is configured unless somebody says otherwise. */
    private static final int ABOUT_ONE_PAYMENT = 200;

    private final World world;
    private final Partner partner;

    StreamLimitTests(World world) {
        this.world = world;
        this.partner = world.newPartner();
    }

    @Test
    void takesSoManyInForAPaymentAndAnotherWhenOneLeaves() {
        var payment = partner.open("25.00");
        var token = payment.payerToken();
        var streams = new ArrayList<SseListener>();
        try {
            for (var i = 0; i < ABOUT_ONE_PAYMENT; i++) {
                var stream = payment.listen(token, "", "");
                assertThat(stream.status()).isEqualTo(200);
                streams.add(stream);
            }

            var headers = Map.of("Authorization", "Bearer " + token);
            var refused = Http.get(payment.streamUrl(""), headers).expect(429);
            assertThat(refused.json().path("code").asString()).isEqualTo("too-many-streams");
            assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(4, 16);
            assertThat(browser(payment, token)).matches("retry: [0-9]{4,5}\\n\\n");
            try (var other = partner.open("25.00").listen("")) {
                assertThat(other.status()).isEqualTo(200);
            }

            streams.removeLast().close();
            world.eventually(() -> opens(payment, token));
        } finally {
            streams.forEach(SseListener::close);
        }
    }

    private static String browser(Payment payment, String token) {
        var headers = Map.of("Authorization", "Bearer " + token, "Sec-Fetch-Mode", "cors");
        return Http.get(payment.streamUrl(""), headers).expect(200).body();
    }

    private static boolean opens(Payment payment, String token) {
        try (var stream = payment.listen(token, "", "")) {
            return stream.status() == 200
                    && stream.await(ofSeconds(5), it -> it.event().equals("snapshot")) != null;
        }
    }
}
