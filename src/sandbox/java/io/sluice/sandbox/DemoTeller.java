package io.sluice.sandbox;

import io.sluice.sandbox.DemoOptions.Telling;
import io.sluice.sandbox.tour.Tour;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Tells what was asked for, and waits for its end no longer than that can take. */
record DemoTeller(LocalGateway gateway, PrintStream out) {

    private static final Duration STORY = Duration.ofMinutes(2);
    private static final Duration TOUR = Duration.ofMinutes(6);

    /** Returns the payment that was told of last, if any was. */
    String tell(Telling telling) throws Exception {
        return switch (telling) {
            case NOTHING -> "pay_…";
            case STORY -> within(STORY, this::story);
            case TOUR -> within(TOUR, this::tour);
        };
    }

    private String story() {
        var narrator = new Narrator(out);
        return new DemoStory(gateway, shop(narrator), narrator).tell();
    }

    private String tour() {
        var narrator = new Narrator(out);
        return new Tour(gateway.sandbox(), shop(narrator), narrator).tell();
    }

    private DemoShop shop(Narrator narrator) {
        return DemoShop.introduce(gateway.url(), gateway.sandbox().issuer(), narrator);
    }

    private String within(Duration patience, Callable<String> telling) throws Exception {
        out.println();
        var told = new FutureTask<>(telling);
        Thread.ofVirtual().name("story").start(told);
        try {
            return told.get(patience.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new IllegalStateException("not told to its end after " + patience, e);
        }
    }
}
