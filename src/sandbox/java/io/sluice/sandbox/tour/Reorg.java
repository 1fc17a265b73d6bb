package io.sluice.sandbox.tour;

import java.time.Duration;

/** The chain takes a confirmed payment back, and gives it again. */
record Reorg() implements Scenario {

    @Override
    public String title() {
        return "A block that goes away";
    }

    @Override
    public String tell(Stage stage) {
        var chain = stage.firstChain();
        try (var payment = TourPayment.open(stage, chain, Duration.ofMinutes(15))) {
            stage.say("the payer sends it");
            var sent = payment.pay(payment.due());
            payment.becomes("confirmed", "processing");
            // One block more than it takes, since the chain goes on by itself meanwhile.
            var depth = (int) (chain.anvil().height() - payment.block() + 2);
            stage.say("the chain replaces its newest %d blocks by empty ones".formatted(depth));
            chain.anvil().reorg(depth);
            payment.becomes("reversed");
            stage.say("do not ship. The payer's wallet sends the same transaction again");
            chain.payer().resend(sent);
            payment.settles();
            payment.hasException("reorged");
            return payment.id();
        }
    }
}
