package io.sluice.bench;

import java.util.concurrent.atomic.AtomicLong;

/** Reads one stream strictly: each event is the next one, and comes once. */
final class StreamCheck {

    private static final String END = "\n\n";
    private static final String ID = "\nid: ";
    private static final String DUE = "\"due\":";

    private final Delays delays;
    private final StringBuilder open = new StringBuilder();
    private final AtomicLong heard = new AtomicLong();
    private final AtomicLong wrong = new AtomicLong();
    private volatile long last;

    StreamCheck(Delays delays) {
        this.delays = delays;
    }

    boolean hasBegun() {
        return last > 0;
    }

    long heard() {
        return heard.get();
    }

    long wrong() {
        return wrong.get();
    }

    /** The next part of the stream, wherever it was cut. */
    void hear(String part) {
        var now = System.nanoTime();
        open.append(part);
        for (var end = open.indexOf(END); end >= 0; end = open.indexOf(END)) {
            take(open.substring(0, end), now);
            open.delete(0, end + END.length());
        }
    }

    private void take(String frame, long now) {
        var at = frame.indexOf(ID);
        if (at < 0) {
            return;
        }
        var id = number(frame, at + ID.length());
        if (last > 0) {
            var _ = heard.incrementAndGet();
            var _ = wrong.addAndGet(id == last + 1 ? 0 : 1);
            delays.add(now - number(frame, frame.indexOf(DUE) + DUE.length()));
        }
        last = id;
    }

    private static long number(String text, int from) {
        var to = from;
        while (to < text.length() && Character.isDigit(text.charAt(to))) {
            to++;
        }
        return Long.parseLong(text.substring(from, to));
    }
}
