package io.sluice.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.SseListener.Heard;
import io.sluice.sandbox.Lies;
import io.sluice.sandbox.NodeFault;
import io.sluice.sandbox.NodeProxy;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.json.JsonMapper;

/** One of three nodes has a block before the others: it is told of, and nothing is counted. */
@ExtendWith(SharedWorld.class)
class EarlyNoticeTests {

    private final World world;
    private final Payment payment;

    EarlyNoticeTests(World world) {
        this.world = world;
        this.payment = world.newPartner().open("25.00");
        world.pardonNodes();
        for (var late : world.sandbox().nodes().subList(1, 3)) {
            late.behave(new NodeFault.Lagging(1));
        }
    }

    @AfterEach
    void healAll() {
        world.sandbox().nodes().forEach(NodeProxy::heal);
        world.pardonNodes();
    }

    @Test
    void showsWhatTheFirstNodeHasAndCountsItOnceEnoughHaveIt() {
        world.pay(payment, payment.due());

        world.eventually(() -> state().equals("detected"));
        assertThat(payment.status()).isEqualTo("awaiting_payment");
        assertThat(payment.view().at("/amounts/seen/units").asLong()).isEqualTo(payment.due());
        assertThat(payment.view().at("/amounts/counted/units").asLong()).isZero();
        world.sandbox().chain().mine(1);
        payment.becomes("processing");
        assertThat(payment.view().get("transfers")).hasSize(1);
        assertThat(payment.view().at("/amounts/seen/units").asLong()).isEqualTo(payment.due());
    }

    @Test
    void showsNothingThatItsOwnHashDoesNotBearOut() {
        world.sandbox().nodes().getFirst().behave(new NodeFault.Lying(Lies.inflatedTransfers()));

        try (var stream = payment.listen("?mode=log")) {
            world.pay(payment, payment.due());
            // Another block makes enough operators have the first.
            world.sandbox().chain().mine(1);
            stream.hears(Duration.ofSeconds(10), it -> Payment.says(it, "processing"));

            assertThat(stream.numbered())
                    .extracting(EarlyNoticeTests::seen)
                    .containsOnly(0L, payment.due());
        }
    }

    private static long seen(Heard heard) {
        return JsonMapper.shared().readTree(heard.data()).at("/data/amounts/seen/units").asLong();
    }

    private String state() {
        return payment.view().at("/transfers/0/state").asString("");
    }
}
