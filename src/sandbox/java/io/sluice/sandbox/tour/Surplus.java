package io.sluice.sandbox.tour;

import java.math.BigInteger;
import java.time.Duration;

/** More arrives than was asked for. */
record Surplus() implements Scenario {

    @Override
    public String title() {
        return "Too much";
    }

    @Override
    public String tell(Stage stage) {
        try (var payment = TourPayment.open(stage, stage.firstChain(), Duration.ofMinutes(15))) {
            stage.say("the payer sends 3 USDC more than that");
            var _ = payment.pay(payment.due().add(BigInteger.valueOf(3_000_000)));
            payment.settles();
            payment.hasException("overpaid");
            stage.say("paid is paid; the merchant sees the surplus, and may send it back");
            return payment.id();
        }
    }
}
