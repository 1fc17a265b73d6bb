package io.sluice.sandbox.tour;

import java.math.BigInteger;
import java.time.Duration;

/** Too little arrives, and then the rest. */
record Underpaid() implements Scenario {

    @Override
    public String title() {
        return "Too little, and then the rest";
    }

    @Override
    public String tell(Stage stage) {
        try (var payment = TourPayment.open(stage, stage.firstChain(), Duration.ofMinutes(15))) {
            stage.say("the payer sends 10 USDC of it");
            var _ = payment.pay(BigInteger.valueOf(10_000_000));
            payment.becomes("partially_paid");
            stage.say("the payer is told what is missing, and sends just that");
            var _ = payment.pay(payment.missing());
            payment.settles();
            return payment.id();
        }
    }
}
