package io.sluice.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.sandbox.PayerWallet;
import io.sluice.sandbox.Sandbox;
import io.sluice.sandbox.TestToken;
import java.math.BigInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** What does not pay a payment is sent to nobody, and its sender learns why. */
@ExtendWith(SharedWorld.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UnfitTransactionTests {

    private final World world;
    private final Sandbox sandbox;
    private final TestToken token;
    private final PayerWallet wallet;
    private Payment payment;
    private PayerApp app;
    private BigInteger due;

    UnfitTransactionTests(World world) {
        this.world = world;
        this.sandbox = world.sandbox();
        this.token = sandbox.token();
        this.wallet = sandbox.payer();
    }

    @BeforeAll
    void open() {
        payment = world.newPartner().open("25.00");
        app = PayerApp.of(payment);
        due = BigInteger.valueOf(payment.due());
    }

    @Test
    void saysWhatIsMissingWhenItPaysTooLittle() {
        var less = wallet.signToken(token, payment.address(), due.subtract(BigInteger.ONE));

        assertThat(refused(less, "amount-too-low"))
                .contains(payment.view().at("/amounts/missing/amount").asString());
    }

    @Test
    void refusesWhatPaysSomebodyElse() {
        refuses(wallet.signToken(token, wallet.address(), due), "wrong-recipient");
    }

    @Test
    void refusesWhatPaysWithSomethingElse() {
        refuses(wallet.signEther(payment.address(), due), "wrong-asset");
        refuses(wallet.signEther(token.address(), due), "wrong-asset");
        var other = TestToken.deploy(sandbox.chain());
        refuses(wallet.signToken(other, payment.address(), due), "wrong-asset");
    }

    @Test
    void refusesWhatIsForAnotherChain() {
        var elsewhere = sandbox.chains().get(1);
        var signed = elsewhere.payer().signToken(elsewhere.token(), payment.address(), due);

        refuses(signed, "wrong-chain");
    }

    @Test
    void refusesWhatIsNoTransaction() {
        var signed = wallet.signToken(token, payment.address(), due);

        refuses("0x1234", "unsupported-transaction");
        refuses(signed + "00", "malformed-transaction");
        refuses("0x03" + signed.substring(4), "unsupported-transaction");
        refuses("0x" + "00".repeat(5_000), "transaction-too-large");
    }

    @Test
    void isNotForPaymentsThatNeedNothing() {
        var canceled = payment.partner().open("25.00");
        var signed = wallet.signToken(token, canceled.address(), due);
        var _ = payment.partner().post(canceled.path() + "/cancel", "").expect(200);

        var answer = PayerApp.of(canceled).submit(signed).expect(409);

        assertThat(answer.json().get("code").asString()).isEqualTo("payment-not-open");
    }

    @Test
    void isNotForPaymentsOfOthers() {
        var others = world.newPartner().open("25.00");
        var signed = wallet.signToken(token, others.address(), due);
        var stranger = new PayerApp(others, app.token());

        var _ = stranger.submit(signed).expect(404);
        var _ = stranger.hint("0x" + "ab".repeat(32)).expect(404);
        var path = others.path() + "/transactions";
        var _ = payment.partner().post(path, "{\"transaction\":\"" + signed + "\"}").expect(404);
        var _ = payment.partner().get(path).expect(404);
        assertThat(PayerApp.of(others).transactions()).isEmpty();
    }

    @Test
    void needsAKey() {
        var signed = wallet.signToken(token, payment.address(), due);

        var answer = app.submit(signed, "");

        assertThat(answer.expect(400).json().get("code").asString()).startsWith("idempotency-key");
    }

    private void refuses(String raw, String code) {
        var _ = refused(raw, code);
    }

    private String refused(String raw, String code) {
        var answer = app.submit(raw).expect(422).json();
        assertThat(answer.get("code").asString()).isEqualTo(code);
        assertThat(answer.at("/errors/0/pointer").asString()).isEqualTo("/transaction");
        assertThat(app.transactions()).isEmpty();
        return answer.get("detail").asString();
    }
}
