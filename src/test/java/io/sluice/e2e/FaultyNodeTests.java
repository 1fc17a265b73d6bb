package io.sluice.e2e;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.sandbox.Lies;
import io.sluice.sandbox.NodeFault;
import io.sluice.sandbox.NodeProxy;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@ExtendWith(SharedWorld.class)
class FaultyNodeTests {

    final World world;

    FaultyNodeTests(World world) {
        this.world = world;
    }

    @AfterEach
    void healAll() {
        world.sandbox().nodes().forEach(NodeProxy::heal);
        world.pardonNodes();
    }

    @ParameterizedTest(name = "{1} at {0}")
    @MethodSource("faultsInEveryPosition")
    void isRightAndPromptWithOneFaultyNode(int position, NodeFault fault) {
        var payment = world.newPartner().open("25.00");
        var due = payment.due();
        // The second pass may have caught the node before this one when its test was over.
        world.pardonNodes();
        world.sandbox().nodes().get(position).behave(fault);

        try (var stream = payment.listen("?mode=log")) {
            world.pay(payment, due);
            var processing = stream.await(ofSeconds(5), it -> Payment.says(it, "processing"));
            world.sandbox().chain().mine(2);
            stream.hears(ofSeconds(5), it -> Payment.says(it, "confirmed"));
            world.makeFinal();
            stream.hears(ofSeconds(5), it -> Payment.says(it, "settled"));

            assertThat(processing.data()).contains("\"counted\":{");
            assertThat(payment.view().at("/amounts/counted/units").asLong()).isEqualTo(due);
            assertThat(payment.view().at("/amounts/surplus/units").asLong()).isZero();
            assertThat(PaymentPathTests.ids(stream)).isEqualTo(payment.versions());
        }
    }

    /** Whatever one node makes up, nothing is paid until it is. */
    @ParameterizedTest(name = "at {0}")
    @MethodSource("positions")
    void believesNoPaymentThatOneNodeMadeUp(int position) {
        var payment = world.newPartner().open("25.00");
        var due = payment.due();
        var forged =
                Lies.forgedTransfer(
                        world.sandbox().token().address(),
                        payment.address(),
                        BigInteger.valueOf(due));
        var watched = world.newPartner().open("25.00");
        world.sandbox().nodes().get(position).behave(new NodeFault.Lying(forged));

        try (var stream = watched.listen("")) {
            world.pay(watched, watched.due());
            world.makeFinal();
            stream.hears(ofSeconds(10), it -> Payment.says(it, "settled"));
        }

        assertThat(payment.status()).isEqualTo("awaiting_payment");
        assertThat(payment.view().at("/amounts/counted/units").asLong()).isZero();
    }

    static Stream<Arguments> faultsInEveryPosition() {
        return positions()
                .boxed()
                .flatMap(position -> faults().stream().map(it -> Arguments.of(position, it)));
    }

    static IntStream positions() {
        return IntStream.range(0, 3);
    }

    private static List<NodeFault> faults() {
        return List.of(
                new NodeFault.Hang(),
                new NodeFault.Dead(),
                new NodeFault.Lying(Lies.inflatedTransfers()),
                new NodeFault.Lying(Lies.noLogs()),
                new NodeFault.Lying(Lies.failedReceipts()));
    }
}
