package io.sluice.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.sandbox.AnvilChain;
import io.sluice.sandbox.NodeFault;
import io.sluice.sandbox.NodeProxy;
import io.sluice.sandbox.PayerWallet;
import java.math.BigInteger;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Payers sign, and the gateway brings what they signed to the nodes. */
@ExtendWith(SharedWorld.class)
class BroadcastTests {

    private final World world;
    private final Payment payment;
    private final PayerApp app;
    private final AnvilChain chain;
    private final PayerWallet wallet;

    BroadcastTests(World world) {
        this.world = world;
        this.payment = world.newPartner().open("25.00");
        this.app = PayerApp.of(payment);
        this.chain = world.sandbox().chain();
        this.wallet = world.sandbox().payer();
    }

    /** Nothing of one test waits for the next one's block. */
    @AfterEach
    void healAllAndMineWhatIsLeft() {
        world.sandbox().nodes().forEach(NodeProxy::heal);
        chain.mine(1);
    }

    @Test
    void confirmsWhatWasOnlySigned() {
        var taken = app.submit(signed()).expect(202).json();

        assertThat(taken.get("state").asString()).isEqualTo("stored");
        assertThat(taken.get("sender").asString()).isEqualToIgnoringCase(wallet.address());
        assertThat(taken.at("/amount/units").asLong()).isEqualTo(payment.due());
        isDetected();
        assertThat(payment.status()).isEqualTo("awaiting_payment");
        assertThat(payment.view().at("/amounts/seen/units").asLong()).isEqualTo(payment.due());
        assertThat(payment.view().at("/amounts/counted/units").asLong()).isZero();
        assertThat(payment.view().at("/transfers/0/grade").asString()).isEqualTo("single");
        world.eventually(() -> app.state().equals("accepted"));

        chain.mine(1);

        payment.becomes("processing");
        assertThat(payment.view().get("transfers")).hasSize(1);
        assertThat(transferState()).isEqualTo("included");
        world.eventually(() -> app.state().equals("mined"));
        chain.mine(2);
        payment.becomes("confirmed");
    }

    @Test
    void isTheSameHoweverOftenItIsSent() {
        var raw = signed();
        var key = UUID.randomUUID().toString();
        var first = app.submit(raw, key).expect(202);

        var replayed = app.submit(raw, key).expect(202);
        var again = app.submit(raw).expect(202);

        assertThat(replayed.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(replayed.body()).isEqualTo(first.body());
        assertThat(again.json().get("hash")).isEqualTo(first.json().get("hash"));
        assertThat(app.transactions()).hasSize(1);
        chain.mine(1);
        payment.becomes("processing");
        var _ = app.submit(raw).expect(202);
        assertThat(payment.view().get("transfers")).hasSize(1);
    }

    @Test
    void isAcceptedWhenNodesKnowItAlready() {
        var sent = wallet.sendRaw(signed());

        var _ = app.submit(sent.raw()).expect(202);

        world.eventually(() -> app.state().equals("accepted"));
        isDetected();
    }

    @Test
    void comesBackWhenNodesForgetIt() {
        var hash = app.submit(signed()).expect(202).json().get("hash").asString();
        world.eventually(() -> app.state().equals("accepted"));
        chain.tell("anvil_dropTransaction", hash);
        assertThat(chain.call("eth_getTransactionByHash", hash).isNull()).isTrue();

        chain.mine(1);

        world.eventually(() -> !chain.call("eth_getTransactionByHash", hash).isNull());
        chain.mine(1);
        payment.becomes("processing");
    }

    @Test
    void comesBackAfterAReorg() {
        var _ = app.submit(signed()).expect(202);
        world.eventually(() -> app.state().equals("accepted"));
        chain.mine(1);
        payment.becomes("processing");

        chain.reorg(1);

        payment.becomes("awaiting_payment");
        assertThat(transferState()).isEqualTo("orphaned");
        chain.mine(1);
        world.eventually(() -> app.state().equals("accepted"));
        chain.mine(1);
        payment.becomes("processing");
    }

    @Test
    void isReplacedByAnotherTransactionOfItsSenderAndNonce() {
        var raw = signed();
        var _ = app.submit(raw).expect(202);
        isDetected();

        var other = wallet.replace(raw, wallet.address());
        chain.mine(1);

        world.eventually(() -> app.state().equals("replaced"));
        assertThat(app.transactions().at("/0/replaced_by").asString()).isEqualTo(other.hash());
        world.eventually(() -> transferState().equals("replaced"));
        assertThat(payment.status()).isEqualTo("awaiting_payment");
        assertThat(payment.view().at("/amounts/seen/units").asLong()).isZero();
    }

    @Test
    void isReplacedBeforeItWasSentWhenItsNonceIsUsed() {
        var raw = signed();
        var _ = wallet.sendEther(wallet.address(), BigInteger.ONE);
        chain.mine(1);

        var _ = app.submit(raw).expect(202);

        world.eventually(() -> app.state().equals("replaced"));
        assertThat(payment.view().get("transfers")).isEmpty();
    }

    @Test
    void isSentOnceThereAreNodesAgain() {
        var nodes = world.sandbox().nodes();
        nodes.forEach(it -> it.behave(new NodeFault.Dead()));
        var _ = app.submit(signed()).expect(202);
        assertThat(app.state()).isEqualTo("stored");
        assertThat(payment.view().get("transfers")).isEmpty();

        nodes.forEach(NodeProxy::heal);

        isDetected();
        chain.mine(1);
        payment.becomes("processing");
    }

    @Test
    void isNotSentWhenThePaymentWasCanceledBeforeThereWereNodesAgain() {
        var nodes = world.sandbox().nodes();
        nodes.forEach(it -> it.behave(new NodeFault.Dead()));
        var hash = app.submit(signed()).expect(202).json().get("hash").asString();
        var _ = payment.partner().post(payment.path() + "/cancel", "").expect(200);

        nodes.forEach(NodeProxy::heal);

        world.eventually(() -> app.state().equals("refused"));
        assertThat(app.transactions().at("/0/reason").asString()).isEqualTo("too_late");
        assertThat(chain.call("eth_getTransactionByHash", hash).isNull()).isTrue();
    }

    @Test
    void isOnlySentWhileNobodyElseHasWhatOneNodeSaysItTook() {
        var nodes = world.sandbox().nodes();
        nodes.get(0).behave(new NodeFault.Lying(new Swallowing()));
        nodes.subList(1, 3).forEach(it -> it.behave(new NodeFault.Dead()));
        var hash = app.submit(signed()).expect(202).json().get("hash").asString();

        world.eventually(() -> app.state().equals("sent"));
        isDetected();
        assertThat(chain.call("eth_getTransactionByHash", hash).isNull()).isTrue();

        nodes.subList(1, 3).forEach(NodeProxy::heal);
        chain.mine(1);
        world.eventually(() -> app.state().equals("accepted"));
        chain.mine(1);
        payment.becomes("processing");
    }

    @Test
    void doesNotKeepAPaymentFromBeingCanceled() {
        var hash = app.submit(signed()).expect(202).json().get("hash").asString();
        isDetected();

        var _ = payment.partner().post(payment.path() + "/cancel", "").expect(200);

        assertThat(payment.status()).isEqualTo("canceled");
        assertThat(transferState()).isEqualTo("detected");
        assertThat(payment.view().at("/transfers/0/id").asString()).contains(hash);
    }

    @Test
    void tellsWhyNodesRefuseIt() {
        var poor = PayerWallet.funded(chain, 7);
        var sent =
                poor.signToken(
                        world.sandbox().token(),
                        payment.address(),
                        BigInteger.valueOf(payment.due()));
        chain.tell("anvil_setBalance", poor.address(), "0x1");

        var _ = app.submit(sent).expect(202);

        world.eventually(() -> app.state().equals("refused"));
        assertThat(app.transactions().at("/0/reason").asString()).isEqualTo("insufficient_funds");
        assertThat(payment.view().get("transfers")).isEmpty();
        chain.tell("anvil_setBalance", poor.address(), "0xde0b6b3a7640000");
        assertThat(app.submit(sent).expect(202).json().get("state").asString()).isEqualTo("stored");
        isDetected();
    }

    private void isDetected() {
        world.eventually(() -> transferState().equals("detected"));
    }

    private String transferState() {
        return payment.view().at("/transfers/0/state").asString("");
    }

    private String signed() {
        return wallet.signToken(
                world.sandbox().token(), payment.address(), BigInteger.valueOf(payment.due()));
    }
}
