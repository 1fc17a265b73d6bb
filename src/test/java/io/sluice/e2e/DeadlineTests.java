package io.sluice.e2e;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.sandbox.Eventually;
import io.sluice.sandbox.GatewayProcess;
import io.sluice.sandbox.NodeFault;
import io.sluice.sandbox.NodeProxy;
import io.sluice.sandbox.Sandbox;
import io.sluice.sandbox.SandboxChain;
import java.math.BigInteger;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/**
 * What becomes of payments at their deadline. All of them are opened at once and lapse together; a
 * world of their own, because nobody else may mine on its chains meanwhile, and a process of its
 * own, because a gateway that ends takes the event loops of its process along.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeadlineTests {

    private final Sandbox sandbox = Sandbox.start(Sandbox.Options.manual());
    private final GatewayProcess gateway = GatewayProcess.start(sandbox.properties());
    private final World world = World.with(sandbox, gateway.url());
    private final SandboxChain first = sandbox.chains().getFirst();
    private final SandboxChain second = sandbox.chains().getLast();
    private final Partner partner = world.newPartner();
    private Payment unpaid;
    private Payment unchosen;
    private Payment underpaid;
    private Payment late;
    private Payment accepted;
    private Payment astray;
    private Payment abroad;
    private Payment unseen;
    private JsonNode unread;
    private Payment rechosen;
    private Payment canceled;

    @BeforeAll
    void letThemLapse() {
        var _ = partner.open("25.00");
        open();
        payInTime();
        assertThat(Instant.now()).as("all was paid in time").isBefore(lapse(underpaid));
        Eventually.holds(ofSeconds(40), () -> Instant.now().isAfter(lapse(accepted)));
        world.eventually(() -> !unseen.view().get("expiry_blocked_by").isEmpty());
        unread = unseen.view();
        unpaid.becomes("expired");
        second.nodes().forEach(NodeProxy::heal);
    }

    private void open() {
        unchosen = partner.openShort(null);
        unpaid = partner.openShort(usdc(first));
        underpaid = partner.openShort(usdc(first));
        late = partner.openShort(usdc(first));
        astray = partner.openShort(usdc(first));
        abroad = partner.openShort(usdc(first));
        unseen = partner.openShort(usdc(second));
        rechosen = partner.openShort(usdc(first));
        canceled = partner.openShort(usdc(first));
        partner.late("accept_if_covered");
        accepted = partner.openShort(usdc(first));
        partner.late("hold");
    }

    /** The nodes of the second chain are gone before its block comes. */
    private void payInTime() {
        send(first, underpaid, underpaid.due() / 2);
        var _ = first.payer().sendEther(astray.address(), BigInteger.valueOf(10).pow(16));
        send(first, rechosen, rechosen.due());
        var _ = partner.post(rechosen.path() + "/asset", choice(first.coin())).expect(200);
        var _ = partner.post(canceled.path() + "/cancel", "{}").expect(200);
        first.anvil().mine(1);
        second.nodes().forEach(node -> node.behave(new NodeFault.Hang()));
        send(second, unseen, unseen.due());
        second.anvil().mine(1);
    }

    @AfterAll
    void stop() {
        gateway.close();
        sandbox.close();
    }

    @Test
    void expiresWhenNothingCameThoughItsChainStandsStill() {
        assertThat(unpaid.status()).isEqualTo("expired");
        assertThat(unpaid.view().get("expiry_blocked_by")).isEmpty();
    }

    @Test
    void expiresWhenNothingWasChosenInTime() {
        unchosen.becomes("expired");

        var refused = partner.post(unchosen.path() + "/asset", choice(usdc(first)));

        assertThat(refused.expect(409).json().get("code").asString()).isEqualTo("payment-not-open");
    }

    @Test
    void isAcceptedByTheMerchantThoughUnderpaid() {
        underpaid.becomes("action_required");
        assertThat(underpaid.exceptions()).containsExactly("underpaid");

        var accepted = underpaid.resolve("{\"action\":\"accept\",\"note\":\"a regular\"}");

        assertThat(accepted.expect(200).json().at("/amounts/missing/units").asString())
                .isEqualTo("0");
        first.anvil().mine(3);
        underpaid.becomes("confirmed");
    }

    @Test
    void isHeldWhenItComesLateUntilTheMerchantDismissesIt() {
        late.becomes("expired");
        send(first, late, late.due());
        first.anvil().mine(1);
        late.becomes("action_required");
        assertThat(late.exceptions()).containsExactly("late");

        var dismissed = late.resolve("{\"action\":\"dismiss\",\"note\":\"sent back\"}");

        assertThat(dismissed.expect(200).json().get("status").asString()).isEqualTo("failed");
        send(first, late, 5_000_000);
        first.anvil().mine(1);
        late.becomes("action_required");
    }

    @Test
    void isTakenLateWhereTheMerchantAcceptsThat() {
        accepted.becomes("expired");
        send(first, accepted, accepted.due());
        first.anvil().mine(1);

        accepted.becomesCovered();

        assertThat(accepted.exceptions()).containsExactly("late");
    }

    @Test
    void isHeldWhenAnotherAssetCame() {
        astray.becomes("action_required");

        assertThat(astray.exceptions()).containsExactly("wrong_asset");
        var refused = astray.resolve("{\"action\":\"accept\"}");
        assertThat(refused.expect(409).json().get("code").asString())
                .isEqualTo("nothing-to-accept");
    }

    @Test
    void isHeldWhenItCameOnAnotherChain() {
        abroad.becomes("expired");
        send(second, abroad, abroad.due());
        second.anvil().mine(1);

        abroad.becomes("action_required");

        assertThat(abroad.exceptions()).containsExactly("wrong_chain");
    }

    @Test
    void isNotExpiredWhenItsChainCouldNotBeReadWhileItWasPaid() {
        assertThat(unread.get("status").asString()).isEqualTo("awaiting_payment");
        assertThat(unread.at("/expiry_blocked_by/0").asString()).isEqualTo(second.caip2());
        assertThat(unread.get("next_action").asString()).isEqualTo("wait");

        unseen.becomesCovered();
        assertThat(unseen.exceptions()).isEmpty();
    }

    @Test
    void isPaidWithWhatWasSentBeforeAnotherAssetWasChosen() {
        rechosen.becomesCovered();

        assertThat(rechosen.view().get("asset").asString()).isEqualTo(usdc(first));
        assertThat(rechosen.exceptions()).isEmpty();
    }

    @Test
    void asksTheMerchantWhenItIsPaidAfterItWasCanceled() {
        assertThat(canceled.status()).isEqualTo("canceled");
        send(first, canceled, canceled.due());
        first.anvil().mine(1);

        canceled.becomes("action_required");
    }

    private static Instant lapse(Payment payment) {
        return Instant.parse(payment.view().get("expires_at").asString());
    }

    private static String usdc(SandboxChain chain) {
        return chain.token().assetId();
    }

    private static String choice(String asset) {
        return "{\"asset\":\"" + asset + "\"}";
    }

    private static void send(SandboxChain chain, Payment payment, long units) {
        var _ =
                chain.payer()
                        .sendToken(chain.token(), payment.address(), BigInteger.valueOf(units));
    }
}
