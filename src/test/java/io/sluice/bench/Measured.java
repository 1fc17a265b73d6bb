package io.sluice.bench;

import org.jspecify.annotations.Nullable;

/**
 * One number.
 *
 * @param target what it should be; null where nothing is promised
 * @param baseline the same of something simple, and null where there is none
 */
record Measured(String what, @Nullable Target target, double measured, @Nullable Double baseline) {

    /** What is enough. */
    record Target(boolean atLeast, double bound) {

        static Target atLeast(double bound) {
            return new Target(true, bound);
        }

        static Target atMost(double bound) {
            return new Target(false, bound);
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

    /** Measured to baseline; null where there is none. */
    @Nullable Double ratio() {
        return baseline == null || baseline == 0 ? null : measured / baseline;
    }
}
