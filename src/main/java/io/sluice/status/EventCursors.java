package io.sluice.status;

import io.sluice.payment.Journal.Mark;
import io.sluice.platform.http.Cursors;
import io.sluice.platform.http.Refused;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Places in the order of all events of a merchant, as clients are given them and hand them back.
 */
final class EventCursors {

    private static final String LIST = "events";
    private static final Pattern POSITION = Pattern.compile("0|[1-9][0-9]{0,17}");

    private EventCursors() {}

    static String text(Mark place) {
        return Cursors.encode(LIST, List.of(place.journal(), Long.toString(place.position())));
    }

    /** The place that {@code text} names; refuses any that was never given. */
    static Mark parse(String text) {
        var parts = Cursors.decode(LIST, 2, text);
        if (!POSITION.matcher(parts.getLast()).matches()) {
            throw Cursors.refusal();
        }
        return new Mark(parts.getFirst(), Long.parseLong(parts.getLast()));
    }

    /**
     * What a client says it has heard last: the header wins, and nonsense is as good as nothing.
     */
    static Optional<Mark> lastHeard(@Nullable String header, @Nullable String query) {
        var said = header == null || header.isEmpty() ? query : header;
        try {
            return Optional.ofNullable(said).map(EventCursors::parse);
        } catch (Refused neverGiven) {
            return Optional.empty();
        }
    }

    /** Whether it is a place in this journal, and not one that is still to come. */
    static boolean isReached(Mark place, Mark newest) {
        return place.journal().equals(newest.journal()) && place.position() <= newest.position();
    }
}
