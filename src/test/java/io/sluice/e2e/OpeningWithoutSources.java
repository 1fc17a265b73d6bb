package io.sluice.e2e;

import io.sluice.sandbox.GatewayProcess;
import io.sluice.sandbox.RateVenue;
import io.sluice.sandbox.Sandbox;
import java.util.stream.LongStream;

/** How long it takes to open a payment, with all rate sources well and with all of them hanging. */
public final class OpeningWithoutSources {

    private static final int WARM_UP = 100;
    private static final int PAYMENTS = 200;

    private OpeningWithoutSources() {}

    /**
     * Two medians.
     *
     * @param hanging milliseconds while no source answers
     * @param healthy milliseconds before that
     */
    public record Medians(double hanging, double healthy) {}

    public static Medians measure() {
        var sandbox = Sandbox.start(Sandbox.Options.manual());
        try (var gateway = GatewayProcess.start(sandbox.properties())) {
            var partner = World.with(sandbox, gateway.url()).newPartner();
            var _ = median(partner, WARM_UP);
            var healthy = median(partner, PAYMENTS);
            for (var venue : RateVenue.values()) {
                sandbox.venues().hang(venue);
            }
            return new Medians(median(partner, PAYMENTS), healthy);
        } finally {
            sandbox.close();
        }
    }

    private static double median(Partner partner, int payments) {
        var nanos = LongStream.generate(() -> open(partner)).limit(payments).sorted().toArray();
        return nanos[payments / 2] / 1e6;
    }

    private static long open(Partner partner) {
        var began = System.nanoTime();
        var _ = partner.open("25.00");
        return System.nanoTime() - began;
    }
}
