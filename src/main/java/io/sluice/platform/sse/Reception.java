package io.sluice.platform.sse;

import io.sluice.platform.database.DatabaseFailure;
import io.sluice.platform.http.Refused;
import java.time.Duration;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/** Takes clients in while there is room, and tells the others when to come back. */
final class Reception {

    private final Door door;
    private final Pauses pauses;
    private final StreamMeters meters;

    Reception(Door door, Pauses pauses, StreamMeters meters) {
        this.door = door;
        this.pauses = pauses;
        this.meters = meters;
    }

    Mono<Void> admit(Visitor visitor, EventStream events, Function<Admission, Mono<Void>> serving) {
        return Mono.using(() -> door.enter(visitor), serving, Admission::leaveUnlessJoined)
                .onErrorResume(TurnedAway.class, it -> turnAway(visitor, events, it.crowd()))
                .onErrorResume(
                        DatabaseFailure::isOutage,
                        outage -> visitor.browser() ? comeBack(events) : Mono.error(outage));
    }

    /** In which time an equal replica lets so many in. */
    Duration timeFor(int clients) {
        return door.timeFor(clients);
    }

    private Mono<Void> turnAway(Visitor visitor, EventStream events, Crowd why) {
        meters.turnedAway(why);
        var pause = why == Crowd.DRAINING ? elsewhere(events) : pauses.longer();
        return visitor.browser()
                ? events.say(Frames.retry(pause))
                : Mono.error(new Refused(why.problem().retryAfter(pause)));
    }

    /** Over the same connection it would come back to this replica; others have room. */
    private Duration elsewhere(EventStream events) {
        events.response().getHeaders().setConnection("close");
        return pauses.usual();
    }

    private Mono<Void> comeBack(EventStream events) {
        return events.say(Frames.retry(pauses.longer()));
    }
}
