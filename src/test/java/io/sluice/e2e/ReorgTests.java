package io.sluice.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.sandbox.AnvilChain;
import io.sluice.sandbox.PayerWallet.Sent;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Blocks that a payment was in go away, and it says so, also after it was confirmed. */
@ExtendWith(SharedWorld.class)
class ReorgTests {

    private final World world;
    private final Partner partner;
    private final AnvilChain chain;

    ReorgTests(World world) {
        this.world = world;
        this.partner = world.newPartner();
        this.chain = world.sandbox().chain();
    }

    /** The next tests count on as many blocks as ever. */
    @AfterEach
    void forget() {
        assertThat(world.forgetReorgs().body()).contains("true");
    }

    @Test
    void waitsAgainWhenItsBlockGoesAwayBeforeItWasConfirmed() {
        var payment = partner.open("25.00");
        var sent = pay(payment);
        payment.becomes("processing");

        chain.reorg(1);

        payment.becomes("awaiting_payment");
        assertThat(payment.exceptions()).containsExactly("reorged");
        assertThat(payment.view().at("/transfers/0/state").asString()).isEqualTo("orphaned");
        resend(sent);
        settles(payment, sent);
    }

    @Test
    void isReversedWhenItsBlockGoesAwayAfterItWasConfirmedAndSettlesWhenItComesBack() {
        var payment = partner.open("25.00");
        var sent = confirmed(payment);

        chain.reorg(3);

        payment.becomes("reversed");
        assertThat(payment.view().get("next_action").asString()).isEqualTo("merchant_resolve");
        resend(sent);
        payment.becomes("processing");
        settles(payment, sent);
        assertThat(statuses(payment))
                .containsSubsequence("confirmed", "reversed", "processing", "confirmed", "settled");
        assertThat(requirement()).isEqualTo("4 blocks");
        var _ = world.forgetReorgs();
        assertThat(requirement()).isEqualTo("3 blocks");
    }

    @Test
    void isTheSameTransferInAnotherBlock() {
        var payment = partner.open("25.00");
        var sent = pay(payment);
        payment.becomes("processing");
        var before = payment.view().at("/transfers/0/block/hash").asString();

        world.sandbox().payer().resend(reorged(sent));
        chain.mine(1);

        settles(payment, sent);
        assertThat(payment.view().at("/transfers/0/block/hash").asString()).isNotEqualTo(before);
    }

    @Test
    void saysThatAnotherTransactionTookItsPlace() {
        var payment = partner.open("25.00");
        var sent = confirmed(payment);

        chain.reorg(3);
        var payer = world.sandbox().payer();
        var _ = payer.replace(sent.raw(), payer.address());
        chain.mine(1);

        payment.becomes("reversed");
        world.eventually(() -> payment.exceptions().contains("replaced"));
        assertThat(payment.view().at("/transfers/0/state").asString()).isEqualTo("replaced");
        world.pay(payment, payment.due());
        payment.becomes("processing");
        chain.mine(2);
        payment.becomes("confirmed");
    }

    /** What a payment of now asks for. */
    private String requirement() {
        return partner.open("25.00").view().at("/policy/requires").asString();
    }

    private Sent confirmed(Payment payment) {
        var sent = pay(payment);
        chain.mine(2);
        payment.becomes("confirmed");
        return sent;
    }

    private Sent pay(Payment payment) {
        var sent = send(payment);
        chain.mine(1);
        return sent;
    }

    private Sent send(Payment payment) {
        var sandbox = world.sandbox();
        return sandbox.payer()
                .sendToken(sandbox.token(), payment.address(), BigInteger.valueOf(payment.due()));
    }

    private Sent reorged(Sent sent) {
        chain.reorg(1);
        return sent;
    }

    private void resend(Sent sent) {
        world.sandbox().payer().resend(sent);
        chain.mine(1);
    }

    private void settles(Payment payment, Sent sent) {
        chain.mine(2);
        payment.becomes("confirmed");
        world.makeFinal();
        payment.becomes("settled");
        var transfers = payment.view().get("transfers");
        assertThat(transfers).hasSize(1);
        assertThat(transfers.get(0).get("id").asString()).contains(sent.hash());
        assertThat(payment.view().at("/amounts/final/units").asLong()).isEqualTo(payment.due());
    }

    private static List<String> statuses(Payment payment) {
        return payment.journal().stream()
                .map(event -> event.at("/data/status").asString())
                .toList();
    }
}
