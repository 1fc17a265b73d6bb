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

    /** How many an equal replica lets in within {@code time}; one at least. */
    int connectsWithin(Duration time) {
        return door.connectsWithin(time);
    }

    private Mono<Void> turnAway(Visitor visitor, EventStream events, Crowd why) {
        meters.turnedAway(why);
        return visitor.browser()
                ? comeBack(events)
                : Mono.error(new Refused(why.problem().retryAfter(pauses.longer())));
    }

    private Mono<Void> comeBack(EventStream events) {
        return events.say(Frames.retry(pauses.longer()));
    }
}
