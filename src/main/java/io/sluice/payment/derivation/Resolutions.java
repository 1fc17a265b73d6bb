package io.sluice.payment.derivation;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What the merchant decided about a payment that needed them. Only ever added to. */
public record Resolutions(Set<Acceptance> acceptances, Set<Dismissal> dismissals) {

    /** Nobody had to decide anything yet. */
    public static final Resolutions NONE = new Resolutions(Set.of(), Set.of());

    private static final Comparator<Resolution> NEWEST =
            Comparator.comparingLong(Resolution::version);

    /** A decision, and what it was about. */
    public sealed interface Resolution {

        /** Version of the payment that was decided about: a later decision has a higher one. */
        long version();

        Instant at();

        /** Who decided. */
        String by();

        /** In the merchant's own words. */
        String note();

        /** Ids of the transfers it is about. */
        Set<String> transfers();
    }

    /**
     * What is here is enough.
     *
     * @param quote of the choice whose asset was accepted
     * @param need units of that asset that cover the payment from now on
     */
    public record Acceptance(
            long version,
            Instant at,
            String by,
            String note,
            Set<String> transfers,
            String quote,
            BigInteger need)
            implements Resolution {
        public Acceptance {
            transfers = new TreeSet<>(transfers);
        }
    }

    /** What is here is not for this payment; the note says what became of it. */
    public record Dismissal(long version, Instant at, String by, String note, Set<String> transfers)
            implements Resolution {
        public Dismissal {
            transfers = new TreeSet<>(transfers);
        }
    }

    public Resolutions with(Resolution resolution) {
        return switch (resolution) {
            case Acceptance it -> new Resolutions(more(acceptances, it), dismissals);
            case Dismissal it -> new Resolutions(acceptances, more(dismissals, it));
        };
    }

    /** All of them, the oldest first. */
    public List<Resolution> all() {
        return Stream.<Resolution>concat(acceptances.stream(), dismissals.stream())
                .sorted(NEWEST)
                .toList();
    }

    /** Whether the last word was that nothing here is for this payment. */
    boolean isDismissed() {
        return all().stream()
                .reduce((_, later) -> later)
                .filter(Dismissal.class::isInstance)
                .isPresent();
    }

    /** The newest acceptance: its need and its choice hold. */
    Optional<Acceptance> acceptance() {
        return acceptances.stream().max(NEWEST);
    }

    boolean accepts(String transfer) {
        return acceptances.stream().anyMatch(it -> it.transfers().contains(transfer));
    }

    boolean dismisses(String transfer) {
        return dismissals.stream().anyMatch(it -> it.transfers().contains(transfer));
    }

    private static <T> Set<T> more(Set<T> known, T another) {
        var all = new LinkedHashSet<>(known);
        all.add(another);
        return all;
    }
}
