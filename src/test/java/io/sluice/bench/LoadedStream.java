package io.sluice.bench;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One stream of whichever server, read as the standard says: lines end in LF, CR or both, an empty
 * one ends an event.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html">HTML, 9.2.6</a>
 */
final class LoadedStream {

    /** CloudEvents 1.0, "time". */
    private static final String TIME = "\"time\":\"";

    private static final String STAMP = "\"due\":";

    private final InstantSource clock = InstantSource.system();
    private final LoadTally tally;
    private final StringBuilder line = new StringBuilder();
    private final StringBuilder data = new StringBuilder();
    private boolean isFirst = true;
    private boolean afterCr;
    private @Nullable String id;
    private long lastNumber = -1;
    private @Nullable String lastId;

    LoadedStream(LoadTally tally) {
        this.tally = tally;
    }

    /** The next part of it, wherever it was cut. */
    void hear(String part) {
        var now = System.nanoTime();
        for (var at = 0; at < part.length(); at++) {
            var one = part.charAt(at);
            var isSecondOfTwo = one == '\n' && afterCr;
            afterCr = one == '\r';
            if (one == '\n' || one == '\r') {
                if (!isSecondOfTwo) {
                    endLine(now);
                }
            } else {
                line.append(one);
            }
        }
    }

    private void endLine(long now) {
        if (line.isEmpty()) {
            dispatch(now);
        } else if (line.charAt(0) != ':') {
            var text = line.toString();
            var colon = text.indexOf(':');
            var name = colon < 0 ? text : text.substring(0, colon);
            var value = colon < 0 ? "" : text.substring(colon + 1).stripLeading();
            switch (name) {
                case "data" -> data.append(value);
                case "id" -> id = value;
                default -> {}
            }
        }
        line.setLength(0);
    }

    private void dispatch(long now) {
        if (!data.isEmpty()) {
            tally.heard(stamp(), now);
            age().ifPresent(tally::aged);
            isFirst = false;
            check();
        }
        data.setLength(0);
        id = null;
    }

    /** What has numbers has greater ones; what has other ids has another one each time. */
    private void check() {
        var current = id;
        if (current == null) {
            return;
        }
        if (!current.matches("[0-9]{1,18}")) {
            tally.wrong(current.equals(lastId));
            lastId = current;
            return;
        }
        var number = Long.parseLong(current);
        tally.wrong(number <= lastNumber);
        tally.skipped(lastNumber < 0 ? 0 : Math.max(0, number - lastNumber - 1));
        lastNumber = Math.max(number, lastNumber);
    }

    /** How old an event is by its own word; not the first, which tells what was before. */
    private OptionalLong age() {
        var at = isFirst ? -1 : data.indexOf(TIME);
        if (at < 0) {
            return OptionalLong.empty();
        }
        var from = at + TIME.length();
        try {
            var time = Instant.parse(data.substring(from, data.indexOf("\"", from)));
            return OptionalLong.of(Duration.between(time, clock.instant()).toNanos());
        } catch (DateTimeParseException | StringIndexOutOfBoundsException noTime) {
            return OptionalLong.empty();
        }
    }

    /** When it was due, on the clock of this process; null when it does not say. */
    private @Nullable Long stamp() {
        var at = data.indexOf(STAMP);
        if (at < 0) {
            return null;
        }
        var from = at + STAMP.length();
        var to = from;
        while (to < data.length() && Character.isDigit(data.charAt(to))) {
            to++;
        }
        return to == from ? null : Long.valueOf(data.substring(from, to));
    }
}
