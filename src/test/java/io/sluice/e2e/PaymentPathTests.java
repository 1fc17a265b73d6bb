package io.sluice.e2e;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.SseListener;
import io.sluice.SseListener.Heard;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedWorld.class)
class PaymentPathTests {

    final World world;
    final Partner partner;

    PaymentPathTests(World world) {
        this.world = world;
        this.partner = world.newPartner();
    }

    @Test
    void isPaidAndSettledBeforeTheEyesOfItsPayer() {
        var payment = partner.open("25.00");
        var due = payment.due();

        try (var stream = payment.listen(payment.payerToken(), "", "")) {
            stream.hears(ofSeconds(5), it -> it.event().equals("snapshot"));
            world.pay(payment, due);
            stream.hears(ofSeconds(10), it -> Payment.says(it, "processing"));
            stream.hears(
                    ofSeconds(10),
                    it ->
                            it.data()
                                    .startsWith(
                                            "{\"confirmations\":1,\"required\":3,\"waits_for\":\"blocks\""));
            world.sandbox().chain().mine(2);
            stream.hears(ofSeconds(10), it -> Payment.says(it, "confirmed"));
            world.makeFinal();
            stream.hears(ofSeconds(10), it -> Payment.says(it, "settled"));
            stream.hears(ofSeconds(5), it -> it.event().equals("end"));

            assertThat(stream.header("Content-Type")).isEqualTo("text/event-stream;charset=utf-8");
            assertThat(stream.heard().getFirst().event()).isEqualTo("retry");
            assertThat(statuses(stream))
                    .containsExactly("awaiting_payment", "processing", "confirmed", "settled");
            assertThat(ids(stream)).isEqualTo(payment.versions());
            assertThat(stream.heard()).noneMatch(it -> it.data().contains("order-4711"));
        }
        assertThat(payment.status()).isEqualTo("settled");
        assertThat(payment.view().at("/amounts/final/units").asLong()).isEqualTo(due);
    }

    @Test
    void waitsForTheRestOfAnUnderpaidOneAndThenSettles() {
        var payment = partner.open("25.00");
        var due = payment.due();

        try (var stream = payment.listen("?mode=log")) {
            world.pay(payment, due / 2);
            var part = stream.await(ofSeconds(10), it -> Payment.says(it, "partially_paid"));
            assertThat(part.data()).contains("pay_remainder");
            world.pay(payment, due - due / 2);
            stream.hears(ofSeconds(10), it -> Payment.says(it, "processing"));
            world.sandbox().chain().mine(2);
            stream.hears(ofSeconds(10), it -> Payment.says(it, "confirmed"));
            world.makeFinal();
            stream.hears(ofSeconds(10), it -> Payment.says(it, "settled"));

            assertThat(ids(stream)).isEqualTo(payment.versions());
        }
    }

    @Test
    void goesOnWhereACutClientWas() {
        var payment = partner.open("25.00");
        var token = payment.payerToken();
        String last;
        try (var first = payment.listen(token, "?mode=log", "")) {
            last = first.await(ofSeconds(5), it -> it.event().equals("snapshot")).id();
        }
        world.pay(payment, payment.due());
        world.sandbox().chain().mine(2);
        world.makeFinal();

        try (var second = payment.listen(token, "?mode=log", last)) {
            second.hears(ofSeconds(15), it -> it.event().equals("end"));

            assertThat(statuses(second)).endsWith("settled");
            assertThat(ids(second)).isEqualTo(payment.versions().stream().skip(1).toList());
            last = second.numbered().getLast().id();
        }
        try (var third = payment.listen(token, "", last)) {
            assertThat(third.status()).isEqualTo(204);
        }
    }

    @Test
    void belongsToNobodyElse() {
        var payment = partner.open("25.00");
        var stranger = world.partner("stranger");
        var other = partner.open("25.00");

        for (var route : List.of("", "/events", "/stream", "/instructions")) {
            assertThat(stranger.get(payment.path() + route).status()).as(route).isEqualTo(404);
        }
        try (var stream = payment.listen(other.payerToken(), "", "")) {
            assertThat(stream.status()).isEqualTo(404);
        }
    }

    static List<String> ids(SseListener stream) {
        return stream.numbered().stream().map(Heard::id).toList();
    }

    static List<String> statuses(SseListener stream) {
        return stream.numbered().stream().map(Payment::statusOf).distinct().toList();
    }
}
