package io.sluice.payment.ledger;

import static io.sluice.payment.ledger.LedgerWorld.amounts;
import static io.sluice.payment.ledger.LedgerWorld.at;
import static io.sluice.payment.ledger.LedgerWorld.paid;
import static io.sluice.payment.ledger.LedgerWorld.read;
import static io.sluice.payment.ledger.LedgerWorld.result;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.chain.Finality;
import io.sluice.chain.Transfer.State;
import io.sluice.payment.PaymentId;
import io.sluice.payment.Progress;
import io.sluice.payment.derivation.World;
import io.sluice.sandbox.Eventually;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** From facts to what is said of them, on a real database. */
class DerivationTests {

    private static final String SAID =
            """
            SELECT convert_from(merchant_json, 'UTF8')::jsonb -> 'data' ->> 'status' AS status
              FROM payment_event WHERE payment = :id ORDER BY version LIMIT 50
            """;

    private static final String VERSIONS =
            "SELECT version FROM payment_event WHERE payment = :id ORDER BY version LIMIT 50";

    private static final String WRITTEN =
            """
            SELECT xmin::text AS writer FROM payment WHERE id = :id
            UNION ALL
            SELECT cause || xmin::text FROM payment_due WHERE payment = :id
             ORDER BY writer LIMIT 50
            """;

    private final LedgerWorld world = new LedgerWorld();

    @Test
    void followsAPaymentFromItsTransferUntilItIsSettled() {
        var id = world.open(World.USDC).id();

        commit(10, 0, "100", id);
        becomes(id, "processing");
        commit(11, 0);
        commit(12, 0);
        becomes(id, "confirmed");
        commit(13, 10);
        becomes(id, "settled");

        assertThat(said(id))
                .containsExactly("awaiting_payment", "processing", "confirmed", "settled");
    }

    @Test
    void saysWhatIsMissingAndTakesATopUp() {
        var id = world.open(World.USDC).id();

        commit(10, 0, "40", id);
        becomes(id, "partially_paid");
        var partly = world.view(id);
        world.block(read(11, 0), paid(partly, "0xtop", "60", 11)).block();
        becomes(id, "processing");

        assertThat(amounts(partly).missing().amount()).isEqualTo("60.000000");
        assertThat(partly.nextAction()).isEqualTo("pay_remainder");
        assertThat(amounts(world.view(id)).counted().amount()).isEqualTo("100.000000");
    }

    @Test
    void derivesAfterARestartWhatWasCommittedButNeverDerived() {
        var payment = world.open(World.USDC);

        world.blockAndDeath(read(10, 0), paid(payment, "0x1", "100", 10)).block();
        assertThat(world.view(payment.id()).status()).isEqualTo("awaiting_payment");
        world.rounds.round().block();

        assertThat(said(payment.id())).containsExactly("awaiting_payment", "processing");
    }

    @Test
    void losesNothingAndSaysNothingTwiceWhenItDiesInTheMiddle() {
        var payment = world.open(World.USDC);
        world.blockAndDeath(read(10, 0), paid(payment, "0x1", "100", 10)).block();

        dyingUnit(payment.id());
        assertThat(said(payment.id())).containsExactly("awaiting_payment");
        world.rounds.round().block();
        world.rounds.round().block();
        var again = result(world.derivation.derive(new PaymentId(payment.id())));

        assertThat(again.version()).isEqualTo(2);
        assertThat(said(payment.id())).containsExactly("awaiting_payment", "processing");
    }

    @Test
    void saysEachThingOnceHoweverManyDeriveAtOnce() {
        var payment = world.open(World.USDC);
        world.blockAndDeath(read(12, 0), paid(payment, "0x1", "100", 10)).block();

        Flux.range(0, 8).flatMap(_ -> world.rounds.round(), 8).blockLast();

        assertThat(said(payment.id())).containsExactly("awaiting_payment", "confirmed");
        assertThat(versions(payment.id())).containsExactly(1L, 2L);
    }

    @Test
    void noticesWhatWasReachedWhileNobodyWaitedForItYet() {
        var payment = world.open(World.USDC);
        world.blockAndDeath(read(10, 0), paid(payment, "0x1", "100", 10)).block();
        world.rounds.round().block();

        world.chains.say(read(12, 0));
        world.rounds.round().block();

        assertThat(world.view(payment.id()).status()).isEqualTo("confirmed");
    }

    @Test
    void expiresByTheClockAndTheChainAndSaysWhatBlocksItUntilThen() {
        var id = world.open(World.USDC).id();
        world.chains.say(read(100, 0));

        world.clock.at(World.AFTER);
        world.rounds.round().block();
        var blocked = world.view(id);
        world.chains.say(read(1000, 0));
        world.rounds.round().block();

        assertThat(blocked.status()).isEqualTo("awaiting_payment");
        assertThat(blocked.nextAction()).isEqualTo("wait");
        assertThat(blocked.expiryBlockedBy()).containsExactly(World.CHAIN.value());
        assertThat(world.view(id).status()).isEqualTo("expired");
        assertThat(world.view(id).expiryBlockedBy()).isEmpty();
    }

    @Test
    void expiresWhenNoAssetWasChosenInTime() {
        var id = world.open(null).id();

        world.clock.at(World.OPENED.plusSeconds(1801));
        world.rounds.round().block();

        assertThat(world.view(id).status()).isEqualTo("expired");
    }

    @Test
    void leavesAloneWhatSomebodyElseDerived() {
        var payment = world.open(World.USDC);

        world.chains.say(paid(payment, "0x1", "100", 10));
        var unmarked = result(world.derivation.derive(new PaymentId(payment.id())));

        assertThat(unmarked.version()).isEqualTo(1);
    }

    @Test
    void writesNothingWhenNothingHasChanged() {
        var id = world.open(World.USDC).id();
        deriveMarked(id);
        var before = written(id);

        deriveMarked(id);

        assertThat(before).hasSize(3);
        assertThat(written(id)).isEqualTo(before);
    }

    @Test
    void reversesAConfirmedPaymentWhoseBlockWentAway() {
        var payment = world.open(World.USDC);
        var transfer = paid(payment, "0x1", "100", 10);
        world.block(read(12, 0), transfer).block();
        becomes(payment.id(), "confirmed");

        world.block(read(13, 0), World.with(transfer, State.ORPHANED, 99)).block();
        becomes(payment.id(), "reversed");

        assertThat(world.view(payment.id()).exceptions()).containsExactly("reorged");
        assertThat(world.view(payment.id()).nextAction()).isEqualTo("merchant_resolve");
    }

    @Test
    void derivesTheOthersWhenOneCannotBeDerived() {
        var broken = world.open(World.USDC);
        var sound = world.open(World.USDC);
        var spoiled =
                world.database
                        .sql("UPDATE payment SET facts = '[]'::jsonb WHERE id = :id")
                        .bind("id", broken.id())
                        .update();
        assertThat(result(spoiled)).isEqualTo(1);

        world.blockAndDeath(
                        read(10, 0), paid(broken, "0x1", "100", 10), paid(sound, "0x2", "100", 10))
                .block();
        world.rounds.round().block();

        assertThat(said(sound.id())).containsExactly("awaiting_payment", "processing");
        assertThat(said(broken.id())).containsExactly("awaiting_payment");
    }

    @Test
    void tellsHowDeepAProcessingPaymentIs() {
        var payment = world.open(World.USDC);
        world.block(read(11, 0), paid(payment, "0x1", "100", 10)).block();
        becomes(payment.id(), "processing");

        var progress = result(world.register.progress(new PaymentId(payment.id())));

        assertThat(progress.confirmations()).isEqualTo(2);
        assertThat(progress.required()).isEqualTo(3);
        assertThat(progress.waitsFor()).isEqualTo(Progress.Wait.BLOCKS);
        assertThat(progress.estimatedAt()).isEqualTo(World.OPENED.plusSeconds(12));
    }

    @Test
    void goesByThePolicyThatWasAgreedHoweverStrictItBecomes() {
        var payment = world.open(World.USDC);
        world.chains.finality = new Finality("normal", 64, Finality.Tag.FINALIZED);

        world.blockAndDeath(read(12, 0), paid(payment, "0x1", "100", 10)).block();
        world.rounds.round().block();

        assertThat(world.view(payment.id()).status()).isEqualTo("confirmed");
    }

    @Test
    void doesNotExpireWhatWasPaidInTimeWhileNobodyLooked() {
        var payment = world.open(World.USDC);
        world.clock.at(LedgerWorld.at(5000));
        world.rounds.round().block();
        var waiting = world.view(payment.id());

        world.blockAndDeath(read(11, 0), paid(payment, "0x1", "100", 10)).block();
        world.rounds.round().block();
        world.blockAndDeath(read(5000, 0)).block();
        world.rounds.round().block();

        assertThat(waiting.status()).isEqualTo("awaiting_payment");
        assertThat(waiting.expiryBlockedBy()).containsExactly(World.CHAIN.value());
        assertThat(said(payment.id()))
                .containsExactly("awaiting_payment", "awaiting_payment", "processing", "confirmed");
    }

    private void deriveMarked(String id) {
        world.marks
                .markTouched("eip155", List.of(String.valueOf(world.view(id).address())))
                .then(world.derivation.derive(new PaymentId(id)))
                .then()
                .block();
    }

    /** Which transactions wrote the payment and what it waits for. */
    private List<String> written(String id) {
        return result(
                world.database
                        .sql(WRITTEN)
                        .bind("id", id)
                        .all(row -> row.get("writer", String.class))
                        .collectList());
    }

    /** A derivation that does everything, and whose unit is rolled back at its very end. */
    private void dyingUnit(String id) {
        world.derivation
                .derive(new PaymentId(id))
                .then(Mono.<Void>error(new IllegalStateException("killed")))
                .as(world.database::atomically)
                .as(StepVerifier::create)
                .verifyErrorMessage("killed");
    }

    private void commit(long height, long finalized) {
        world.clock.at(at(height));
        world.block(read(height, finalized)).block();
    }

    private void commit(long height, long finalized, String whole, String id) {
        world.clock.at(at(height));
        world.block(read(height, finalized), paid(world.view(id), "0x1", whole, height)).block();
    }

    /** Derivation follows a commit without being waited for. */
    private void becomes(String id, String status) {
        Eventually.holds(Duration.ofSeconds(5), () -> world.view(id).status().equals(status));
    }

    private List<String> said(String id) {
        return result(
                world.database
                        .sql(SAID)
                        .bind("id", id)
                        .all(row -> row.get("status", String.class))
                        .collectList());
    }

    private List<Long> versions(String id) {
        return result(
                world.database
                        .sql(VERSIONS)
                        .bind("id", id)
                        .all(row -> row.get("version", Long.class))
                        .collectList());
    }
}
