package io.sluice.status;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The streams that tickets opened on this replica: of each ticket the newest. */
final class TicketStreams {

    private final Map<String, TicketStream> live = new ConcurrentHashMap<>();

    /** Ends what is older, or the newcomer, when it comes late. */
    TicketStream join(TicketStream mine) {
        var known = new TicketStream[1];
        live.compute(
                mine.ticket(),
                (_, it) -> {
                    known[0] = it;
                    return it == null || it.connection() < mine.connection() ? mine : it;
                });
        if (known[0] != null) {
            var older = known[0].connection() < mine.connection() ? known[0] : mine;
            older.replace();
        }
        return mine;
    }

    void leave(TicketStream stream) {
        var _ = live.remove(stream.ticket(), stream);
    }

    /** The newest connection of a ticket may be elsewhere. */
    void newest(String ticket, long connection) {
        var known = live.get(ticket);
        if (known != null && known.connection() < connection) {
            known.replace();
        }
    }

    Collection<TicketStream> all() {
        return live.values();
    }
}
