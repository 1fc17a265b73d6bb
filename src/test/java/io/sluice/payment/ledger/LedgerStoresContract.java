package io.sluice.payment.ledger;

import static io.sluice.payment.ledger.LedgerWorld.result;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.chain.ChainView;
import io.sluice.merchant.MerchantId;
import io.sluice.payment.PaymentId;
import io.sluice.payment.derivation.Evidence;
import io.sluice.payment.derivation.Facts;
import io.sluice.payment.derivation.Facts.Cancellation;
import io.sluice.payment.derivation.Outlook.Cause;
import io.sluice.payment.derivation.Outlook.Due;
import io.sluice.payment.derivation.Standing;
import io.sluice.payment.derivation.Terms;
import io.sluice.payment.derivation.World;
import io.sluice.platform.database.Database;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import reactor.util.context.Context;

/** What every place that keeps payments, what they wait for, and their marks promises. */
abstract class LedgerStoresContract {

    private static final PaymentId ONE = new PaymentId("pay_00000000000000000000000001");
    private static final PaymentId TWO = new PaymentId("pay_00000000000000000000000002");

    abstract Database database();

    abstract PaymentStore payments();

    abstract DueStore dues();

    abstract MarkStore marks();

    @Test
    void keepsAPaymentAsItIs() {
        var opened = payment(ONE, World.terms(World.usdc()));
        done(payments().insert(opened));

        assertThat(result(payments().find(ONE))).isEqualTo(opened);
        payments().find(TWO).as(StepVerifier::create).verifyComplete();
        payments().lock(TWO).as(StepVerifier::create).verifyComplete();
    }

    @Test
    void changesAPaymentOnlyFromTheVersionThatWasRead() {
        var opened = payment(ONE, World.terms());
        var canceled = opened.with(Facts.NONE.with(new Cancellation(World.OPENED)));
        done(payments().insert(opened));

        payments()
                .update(canceled, 2)
                .as(StepVerifier::create)
                .verifyError(IllegalStateException.class);
        payments().update(canceled, 1).as(StepVerifier::create).verifyComplete();

        assertThat(result(payments().find(ONE))).isEqualTo(canceled);
    }

    @Test
    void keepsOthersFromALockedPaymentBeforeTheUnitEnds() {
        done(payments().insert(payment(ONE, World.terms())));

        payments()
                .lock(ONE)
                .then(Mono.defer(() -> isKeptWaiting(elsewhere(payments().lock(ONE)))))
                .as(database()::atomically)
                .as(StepVerifier::create)
                .expectNext(true)
                .verifyComplete();
    }

    @Test
    void marksThePaymentsWhoseAddressesWereTouchedHoweverOften() {
        done(payments().insert(payment(ONE, World.terms(World.usdc()))));
        done(payments().insert(payment(TWO, World.terms())));

        var touched = List.of(World.DEPOSIT.address(), "0xnobody");
        done(marks().markTouched("eip155", touched));
        done(marks().markTouched("eip155", touched));
        done(marks().markTouched("other", touched));

        assertThat(marked()).containsExactly(ONE);
        assertThat(result(marks().unmark(ONE))).isEqualTo(2);
        assertThat(marked()).isEmpty();
    }

    @Test
    void leavesAMarkThatWasPutOnAfterAnotherWasTakenOff() {
        done(payments().insert(payment(ONE, World.terms(World.usdc()))));
        var mark = marks().markTouched("eip155", List.of(World.DEPOSIT.address()));
        done(mark);

        marks().unmark(ONE)
                .then(elsewhere(mark))
                .as(database()::atomically)
                .as(StepVerifier::create)
                .verifyComplete();

        assertThat(marked()).containsExactly(ONE);
    }

    @Test
    void marksOnceWhatWaitsForAThresholdThatIsReached() {
        done(payments().insert(payment(ONE, World.terms())));
        expect(new Due(Cause.HEIGHT, World.CHAIN, 7), new Due(Cause.CLOCK, null, 5));

        assertThat(result(marks().markReached(view(6)))).isZero();
        assertThat(result(marks().markReached(view(7)))).isEqualTo(1);
        assertThat(result(marks().markReached(view(8)))).isZero();
        assertThat(marked()).containsExactly(ONE);
    }

    @Test
    void forgetsWhatIsNotExpectedAnyMore() {
        done(payments().insert(payment(ONE, World.terms())));
        expect(new Due(Cause.HEIGHT, World.CHAIN, 7), new Due(Cause.SAFE, World.CHAIN, 1));
        expect(new Due(Cause.HEIGHT, World.CHAIN, 9));

        assertThat(result(marks().markReached(view(8)))).isZero();
        assertThat(result(marks().markReached(view(9)))).isEqualTo(1);
    }

    @Test
    void marksWhatWaitsForTheClock() {
        done(payments().insert(payment(ONE, World.terms())));
        expect(new Due(Cause.CLOCK, null, World.OPENED.toEpochMilli()));

        assertThat(result(marks().markClock(World.OPENED.minusMillis(1)))).isZero();
        assertThat(result(marks().markClock(World.OPENED))).isEqualTo(1);
        assertThat(marked()).containsExactly(ONE);
    }

    @Test
    void hasOthersGoFirstWhenADerivationFailed() {
        done(payments().insert(payment(ONE, World.terms())));
        done(payments().insert(payment(TWO, World.terms())));
        expect(new Due(Cause.CLOCK, null, 0));
        done(dues().expect(TWO, List.of(new Due(Cause.CLOCK, null, 0))));
        assertThat(result(marks().markClock(World.OPENED))).isEqualTo(2);

        done(marks().putOff(ONE));

        assertThat(marked()).containsExactly(TWO);
        assertThat(result(marks().unmark(ONE))).isEqualTo(1);
    }

    /** Whether {@code other} cannot be done for now. */
    abstract Mono<Boolean> isKeptWaiting(Mono<?> other);

    private void expect(Due... expected) {
        done(dues().expect(ONE, List.of(expected)));
    }

    private List<PaymentId> marked() {
        return result(marks().marked(10).collectList());
    }

    private static void done(Mono<Void> work) {
        work.as(StepVerifier::create).verifyComplete();
    }

    private static <T> Mono<T> elsewhere(Mono<T> work) {
        return work.contextWrite(_ -> Context.empty());
    }

    private static ChainView view(long height) {
        return World.view(height, World.OPENED, -1);
    }

    private static Payment payment(PaymentId id, Terms terms) {
        var standing = Standing.of(Evidence.of(terms), World.OPENED);
        var view = new Views(false).of(id, 1, terms, standing);
        return new Payment(id, new MerchantId("shop"), terms, Facts.NONE, view);
    }
}
