package io.sluice.e2e;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(SharedWorld.class)
class JavaScriptClientTests {

    final World world;
    final Partner partner;

    JavaScriptClientTests(World world) {
        this.world = world;
        this.partner = world.newPartner();
    }

    @ParameterizedTest
    @ValueSource(strings = {"fetch", "ticket"})
    void hearsEveryVersionOnceAndInOrderHoweverOftenItIsCut(String transport) {
        hearsEveryVersionOnceAndInOrder(transport, 1);
    }

    @Tag("full")
    @RepeatedTest(10)
    void hearsEveryVersionOnceAndInOrderWhereverItIsCut(RepetitionInfo seed) {
        hearsEveryVersionOnceAndInOrder("fetch", 1 + seed.getCurrentRepetition());
        hearsEveryVersionOnceAndInOrder("ticket", 1 + seed.getCurrentRepetition());
    }

    private void hearsEveryVersionOnceAndInOrder(String transport, long seed) {
        var payment = partner.open("25.00");
        var due = payment.due();

        try (var client = JavaScriptClient.follow(payment, transport, seed)) {
            tells(client, "awaiting_payment");
            world.pay(payment, due / 2);
            tells(client, "partially_paid");
            world.pay(payment, due - due / 2);
            tells(client, "processing");
            world.sandbox().chain().mine(2);
            tells(client, "confirmed");
            world.makeFinal();
            var end = client.await(ofSeconds(20), it -> it.has("outcome"));

            assertThat(end.get("outcome").asString()).isEqualTo("closed");
            assertThat(end.get("cuts").asInt()).isPositive();
            assertThat(client.versions()).isEqualTo(payment.versions());
        }
        assertThat(payment.status()).isEqualTo("settled");
    }

    private static void tells(JavaScriptClient client, String status) {
        var _ = client.await(ofSeconds(20), it -> it.path("status").asString("").equals(status));
    }
}
