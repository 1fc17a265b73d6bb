package io.sluice.payment.derivation;

import java.util.function.LongConsumer;

/** Tries every law at every moment of the history of a seed, and tells the story when one fails. */
public final class Proof implements LongConsumer {

    @Override
    public void accept(long seed) {
        var history = History.of(seed);
        var dice = new Dice(~seed);
        var moment = Moment.opening(history.opening());
        for (var step = 0; step < history.steps().size(); step++) {
            moment = prove(seed, history, step, moment, dice);
        }
    }

    private static Moment prove(long seed, History history, int step, Moment before, Dice dice) {
        var law = "a history goes on";
        try {
            var moment = before.after(history.steps().get(step));
            var scene = Scene.of(before, moment, dice);
            for (var next : Law.ALL) {
                law = next.says();
                next.check().in(scene);
            }
            return moment;
        } catch (AssertionError | RuntimeException broken) {
            throw new AssertionError(
                    "%s: broken at step %d of seed %d (-Dsluice.seed=%d)%n%s"
                            .formatted(law, step, seed, seed, history.until(step)),
                    broken);
        }
    }
}
