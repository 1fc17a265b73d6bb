package io.sluice.bench;

import org.jspecify.annotations.Nullable;

/**
 * One number.
 *
 * @param target what it should be; null where nothing is promised
 * @param baseline the same of something simple, and null where there is none
 */
record Measured(String what, @Nullable Target target, double measured, @Nullable Double baseline) {

    /**
     * What is enough.
     *
     * @param strict whether the whole run has failed without it, however busy the machine was
     */
    record Target(boolean atLeast, double bound, boolean strict) {

        static Target atLeast(double bound) {
            return new Target(true, bound, false);
        }

        static Target atMost(double bound) {
            return new Target(false, bound, false);
        }

        /** Of what may never happen. */
        static Target none() {
            return new Target(false, 0, true);
        }

        @Override
        public String toString() {
            return (atLeast ? ">= " : "<= ") + BenchReport.number(bound);
        }
    }

    static Measured of(String what, double measured, double baseline) {
        return new Measured(what, null, measured, baseline);
    }

    Measured should(Target wanted) {
        return new Measured(what, wanted, measured, baseline);
    }

    boolean isMet() {
        return target == null
                || (target.atLeast() ? measured >= target.bound() : measured <= target.bound());
    }

    /** Whether it is wrong, and not only slow or large. */
    boolean isFailed() {
        return target != null && target.strict() && !isMet();
    }

    /** Measured to baseline; null where there is none. */
    @Nullable Double ratio() {
        return baseline == null || baseline == 0 ? null : measured / baseline;
    }
}
