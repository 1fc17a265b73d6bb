package io.sluice.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.sandbox.AnvilChain;
import io.sluice.sandbox.PayerWallet;
import io.sluice.sandbox.PayerWallet.Sent;
import java.math.BigInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Payers send on their own, and tell the gateway what to look for. */
@ExtendWith(SharedWorld.class)
class HintTests {

    private final World world;
    private final Payment payment;
    private final PayerApp app;
    private final AnvilChain chain;
    private final PayerWallet wallet;

    HintTests(World world) {
        this.world = world;
        this.payment = world.newPartner().open("25.00");
        this.app = PayerApp.of(payment);
        this.chain = world.sandbox().chain();
        this.wallet = world.sandbox().payer();
    }

    @AfterEach
    void mineWhatIsLeft() {
        chain.mine(1);
    }

    @Test
    void showsWhatWaitsInTheNodesAndCountsItOnceItIsInABlock() {
        var sent = send(payment.address(), payment.due());

        var _ = app.hint(sent.hash()).expect(202);

        world.eventually(() -> transferState().equals("detected"));
        assertThat(payment.status()).isEqualTo("awaiting_payment");
        assertThat(payment.view().at("/amounts/seen/units").asLong()).isEqualTo(payment.due());
        assertThat(app.transactions().at("/0/origin").asString()).isEqualTo("elsewhere");
        chain.mine(1);
        payment.becomes("processing");
        world.eventually(() -> app.state().equals("mined"));
    }

    @Test
    void forgetsWhatTheNodesForget() {
        var sent = send(payment.address(), payment.due());
        var _ = app.hint(sent.hash()).expect(202);
        world.eventually(() -> transferState().equals("detected"));

        chain.tell("anvil_dropTransaction", sent.hash());
        chain.mine(1);

        world.eventually(() -> transferState().equals("dropped"));
        assertThat(payment.view().at("/amounts/seen/units").asLong()).isZero();
        wallet.resend(sent);
        var _ = app.hint(sent.hash()).expect(202);
        world.eventually(() -> transferState().equals("detected"));
    }

    @Test
    void takesNobodysWordForIt() {
        var elsewhere = send(wallet.address(), payment.due());
        var _ = app.hint(elsewhere.hash()).expect(202);
        var _ = app.hint("0x" + "ab".repeat(32)).expect(202);
        var real = send(payment.address(), payment.due());
        var _ = app.hint(real.hash()).expect(202);

        world.eventually(() -> transferState().equals("detected"));

        assertThat(app.transactions()).hasSize(1);
        assertThat(app.transactions().at("/0/hash").asString()).isEqualTo(real.hash());
    }

    @Test
    void showsNoTokensThatTheSenderDoesNotHave() {
        var poor = PayerWallet.funded(chain, 5);
        var units = BigInteger.valueOf(payment.due());
        var made = poor.sendToken(world.sandbox().token(), payment.address(), units);
        var _ = app.hint(made.hash()).expect(202);
        var real = send(payment.address(), payment.due());
        var _ = app.hint(real.hash()).expect(202);

        world.eventually(() -> transferState().equals("detected"));

        assertThat(app.transactions()).hasSize(1);
        assertThat(app.transactions().at("/0/hash").asString()).isEqualTo(real.hash());
    }

    @Test
    void looksOnlySoOften() {
        var hash = "0x" + "cd".repeat(32);
        for (var i = 0; i < 5; i++) {
            var _ = app.hint(hash).expect(202);
        }

        var refused = app.hint(hash).expect(429);

        assertThat(refused.json().get("code").asString()).isEqualTo("too-many-hints");
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 60);
        assertThat(app.hint("0xcd").expect(400).json().at("/errors/0/pointer").asString())
                .isEqualTo("/transaction");
    }

    private String transferState() {
        return payment.view().at("/transfers/0/state").asString("");
    }

    private Sent send(String to, long units) {
        return wallet.sendToken(world.sandbox().token(), to, BigInteger.valueOf(units));
    }
}
