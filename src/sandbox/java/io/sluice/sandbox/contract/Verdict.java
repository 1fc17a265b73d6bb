package io.sluice.sandbox.contract;

import java.time.Duration;
import java.util.Locale;

/** What became of one promise. */
public sealed interface Verdict {

    Promise promise();

    /** In one line. */
    String line();

    /** It holds. */
    record Kept(Promise promise, Duration took, String note) implements Verdict {

        @Override
        public String line() {
            var seconds = String.format(Locale.ROOT, "%.1f s", took.toMillis() / 1000.0);
            return "ok    "
                    + promise.title()
                    + (note.isEmpty() ? "" : ": " + note)
                    + " ("
                    + seconds
                    + ")";
        }
    }

    /** It does not. */
    record NotKept(Promise promise, String seen) implements Verdict {

        @Override
        public String line() {
            return "FAIL  " + promise.title() + "\n      " + seen.replace("\n", "\n      ");
        }
    }

    /** It could not be looked at. */
    record NotSeen(Promise promise, String why) implements Verdict {

        @Override
        public String line() {
            return "skip  " + promise.title() + ": " + why;
        }
    }
}
