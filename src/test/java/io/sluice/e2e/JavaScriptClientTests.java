package io.sluice.e2e;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedWorld.class)
class JavaScriptClientTests {

    final World world;
    final Partner partner;

    JavaScriptClientTests(World world) {
        this.world = world;
        this.partner = world.newPartner();
    }

    @Test
    void hearsEveryVersionOnceAndInOrderHoweverOftenItIsCut() {
        hearsEveryVersionOnceAndInOrder(1);
    }

    @Tag("full")
    @RepeatedTest(20)
    void hearsEveryVersionOnceAndInOrderWhereverItIsCut(RepetitionInfo seed) {
        hearsEveryVersionOnceAndInOrder(1 + seed.getCurrentRepetition());
    }

    private void hearsEveryVersionOnceAndInOrder(long seed) {
        var payment = partner.open("25.00");
        var due = payment.due();

        try (var client = JavaScriptClient.follow(payment, payment.payerToken(), seed)) {
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
