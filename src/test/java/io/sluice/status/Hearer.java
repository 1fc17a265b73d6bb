package io.sluice.status;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;

/** A client that keeps every event it hears, and when. */
final class Hearer {

    private static final Pattern EVENT =
            Pattern.compile("event: (?:payment|snapshot)\nid: (.+)\ndata: (.+)\n\n");
    private static final Pattern PLACE = Pattern.compile("id: (.+)\n\n");

    final List<Event> events = new CopyOnWriteArrayList<>();
    private final Disposable listening;
    private volatile String place = "";
    private volatile boolean told;

    Hearer(Flux<String> frames) {
        listening = frames.subscribe(this::hear, failure -> place = failure.toString());
    }

    /**
     * An event as it was heard.
     *
     * @param nanos when, on the monotonic clock
     */
    record Event(String id, String json, long nanos) {}

    /** Where its stream began, if it was told. */
    String place() {
        return place;
    }

    /** Whether it was told that nothing more comes. */
    boolean isTold() {
        return told;
    }

    boolean isCut() {
        return listening.isDisposed() && !told;
    }

    void leave() {
        listening.dispose();
    }

    List<String> ids() {
        return events.stream().map(Event::id).toList();
    }

    @Override
    public String toString() {
        var last = events.isEmpty() ? "nothing" : events.getLast().id();
        return "%d events up to %s%s %s"
                .formatted(events.size(), last, isCut() ? ", cut" : "", place);
    }

    private void hear(String frame) {
        var event = EVENT.matcher(frame);
        var at = PLACE.matcher(frame);
        if (event.matches()) {
            events.add(new Event(event.group(1), event.group(2), System.nanoTime()));
        } else if (at.matches()) {
            place = at.group(1);
        }
        told = told || frame.startsWith("event: end");
    }
}
