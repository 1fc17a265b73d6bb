package io.sluice.sandbox.tour;

import java.time.Duration;

/** Somebody pays when the window has closed. */
record Late() implements Scenario {

    @Override
    public String title() {
        return "Too late";
    }

    @Override
    public String tell(Stage stage) {
        try (var payment = TourPayment.open(stage, stage.firstChain(), Duration.ofSeconds(10))) {
            stage.say("nobody pays");
            payment.becomes("expired");
            stage.say("the payer pays all the same; what comes to a closed payment is not lost");
            var _ = payment.pay(payment.due());
            payment.isFoundToBe("action_required");
            payment.hasException("late");
            stage.say("it is held until the merchant decides. They accept it");
            payment.accept("late, and welcome all the same");
            payment.isFoundToBe("settled");
            return payment.id();
        }
    }
}
