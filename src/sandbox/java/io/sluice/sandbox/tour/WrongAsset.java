package io.sluice.sandbox.tour;

import java.math.BigDecimal;
import java.time.Duration;

/** Something else arrives than what was asked for. */
record WrongAsset() implements Scenario {

    private static final BigDecimal WEI = BigDecimal.TEN.pow(18);
    private static final BigDecimal ABOUT_THE_PRICE = new BigDecimal("0.0087");

    @Override
    public String title() {
        return "The wrong asset";
    }

    @Override
    public String tell(Stage stage) {
        var payer = stage.firstChain().payer();
        try (var payment = TourPayment.open(stage, stage.firstChain(), Duration.ofSeconds(10))) {
            stage.say("the payer sends " + ABOUT_THE_PRICE + " ETH to that address");
            var wei = ABOUT_THE_PRICE.multiply(WEI).toBigIntegerExact();
            var _ = payer.sendEther(payment.address(), wei);
            payment.says("wrong_asset", it -> !it.path("exceptions").isEmpty());
            payment.hasException("wrong_asset");
            stage.say("the right one may still come, until the deadline");
            payment.becomes("action_required");
            stage.say("it does not expire in silence over value that is held");
            return payment.id();
        }
    }
}
