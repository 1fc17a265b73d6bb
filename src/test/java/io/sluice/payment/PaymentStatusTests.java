package io.sluice.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.money.AssetAmount;
import io.sluice.payment.PaymentStatus.ActionRequired;
import io.sluice.payment.PaymentStatus.AwaitingPayment;
import io.sluice.payment.PaymentStatus.Canceled;
import io.sluice.payment.PaymentStatus.Confirmed;
import io.sluice.payment.PaymentStatus.Created;
import io.sluice.payment.PaymentStatus.Expired;
import io.sluice.payment.PaymentStatus.Failed;
import io.sluice.payment.PaymentStatus.PartiallyPaid;
import io.sluice.payment.PaymentStatus.Processing;
import io.sluice.payment.PaymentStatus.Reversed;
import io.sluice.payment.PaymentStatus.Settled;
import io.sluice.payment.derivation.World;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The words are the API's: they stay whatever the code calls its records. */
class PaymentStatusTests {

    private static final AssetAmount NOTHING = AssetAmount.none(World.USDC);

    private static final List<PaymentStatus> EACH =
            List.of(
                    new Created(),
                    new AwaitingPayment(NOTHING),
                    new PartiallyPaid(NOTHING),
                    new Processing(),
                    new Confirmed(),
                    new Settled(),
                    new Expired(),
                    new ActionRequired(),
                    new Canceled(),
                    new Failed(),
                    new Reversed(NOTHING));

    @Test
    void hasAWordForEachStatusAndNoOthers() {
        assertThat(EACH)
                .extracting(Object::getClass)
                .containsExactlyInAnyOrder(PaymentStatus.class.getPermittedSubclasses());
        assertThat(EACH)
                .extracting(PaymentStatus::word)
                .containsExactlyInAnyOrderElementsOf(PaymentStatus.WORDS);
    }
}
