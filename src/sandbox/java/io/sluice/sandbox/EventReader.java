package io.sluice.sandbox;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.stream.Stream;

/** Reads server-sent events one at a time; comments and retry hints are passed over. */
public final class EventReader implements Iterator<EventReader.Event>, AutoCloseable {

    private final Stream<String> lines;
    private final Iterator<String> rest;

    public EventReader(Stream<String> lines) {
        this.lines = lines;
        this.rest = lines.iterator();
    }

    /**
     * One event.
     *
     * @param id empty when it had none
     */
    public record Event(String name, String id, String data) {}

    @Override
    public boolean hasNext() {
        return rest.hasNext();
    }

    /** Waits for the next event; {@link NoSuchElementException} once the stream has ended. */
    @Override
    public Event next() {
        var name = "message";
        var id = "";
        var data = new StringBuilder();
        while (rest.hasNext()) {
            var line = rest.next();
            if (line.isEmpty() && !data.isEmpty()) {
                return new Event(name, id, data.toString());
            } else if (line.startsWith("event:")) {
                name = line.substring(6).strip();
            } else if (line.startsWith("id:")) {
                id = line.substring(3).strip();
            } else if (line.startsWith("data:")) {
                data.append(line.substring(5).strip());
            }
        }
        throw new NoSuchElementException("the stream has ended");
    }

    @Override
    public void close() {
        lines.close();
    }
}
