package io.sluice.e2e;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.sandbox.Eventually;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Payments that are all paid in one block. */
record Lot(List<Payment> payments) {

    /** Ten that are paid for, whose block has yet to come. */
    static Lot openAndSend(World world) {
        var partner = world.newPartner();
        var payments = IntStream.range(0, 10).mapToObj(_ -> partner.open("25.00")).toList();
        payments.forEach(payment -> world.send(payment, payment.due()));
        return new Lot(payments);
    }

    /** Each is settled with what it was paid, and each of its versions is told of once. */
    void settles(World world) {
        for (var payment : payments) {
            Eventually.holds(ofSeconds(20), () -> !payment.status().equals("awaiting_payment"));
        }
        world.makeFinal();
        for (var payment : payments) {
            Eventually.holds(ofSeconds(20), () -> payment.status().equals("settled"));
            var view = payment.view();
            assertThat(view.at("/amounts/final/units").asLong()).isEqualTo(payment.due());
            assertThat(view.get("transfers")).hasSize(1);
            assertThat(payment.versions()).isEqualTo(upTo(view.get("version").asLong()));
        }
    }

    private static List<String> upTo(long version) {
        return LongStream.rangeClosed(1, version).mapToObj(Long::toString).toList();
    }
}
