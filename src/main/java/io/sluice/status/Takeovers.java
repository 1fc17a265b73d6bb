package io.sluice.status;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.sluice.platform.cluster.Bus;
import io.sluice.platform.cluster.Bus.Heard;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Has of each ticket only the newest connection live, on whichever replica: the others are told at
 * once, and what gets lost on the way is found when all tickets here are looked up, every few
 * seconds. A connection takes over when its stream lives, not before: whatever else becomes of it,
 * the older one goes on.
 */
final class Takeovers {

    /**
     * So long, without messages, an older connection may live beside a newer one: twice as long if
     * the newer does not know that its message is lost, and says again in a round that it lives.
     */
    static final Duration ROUND = Duration.ofSeconds(3);

    private static final Logger log = LoggerFactory.getLogger(Takeovers.class);
    private static final String CHANNEL = "stream-tickets";
    private static final Pattern MESSAGE = Pattern.compile("([0-9a-f]{64}) ([1-9][0-9]{0,17})");
    private static final int AT_ONCE = 500;

    private final Tickets tickets;
    private final TicketStreams streams;
    private final Bus bus;
    private volatile boolean failing;

    Takeovers(Tickets tickets, TicketStreams streams, Bus bus) {
        this.tickets = tickets;
        this.streams = streams;
        this.bus = bus;
    }

    /** Tells a stream as long as its connection is the ticket's newest. */
    Mono<Void> whileNewest(TicketSession session, Reader reader, Mono<Void> telling) {
        return Mono.usingWhen(
                Mono.fromCallable(() -> streams.join(stream(session, reader))),
                _ -> Mono.when(announce(session), telling),
                this::leave);
    }

    /** Follows what happens on other replicas, for as long as it is subscribed to. */
    Flux<Void> follow() {
        var rounds = Flux.interval(ROUND).onBackpressureDrop().concatMap(_ -> round(), 1);
        return Flux.merge(bus.listen(CHANNEL).doOnNext(this::hear).thenMany(Flux.empty()), rounds);
    }

    private static TicketStream stream(TicketSession session, Reader reader) {
        return new TicketStream(session, reader.teller(), reader::isNumbered);
    }

    private Mono<Void> leave(TicketStream stream) {
        streams.leave(stream);
        return stream.leavesUnnoted()
                ? tickets.told(List.of(stream.ticket())).onErrorResume(this::failed)
                : Mono.empty();
    }

    /** Best effort, without messages by the tickets themselves: a round finds what is not heard. */
    private Mono<Void> announce(TicketSession session) {
        if (session.connection() == 1) {
            return Mono.empty();
        }
        var message = session.ticket() + ' ' + session.connection();
        return bus.publish(CHANNEL, message.getBytes(US_ASCII))
                .onErrorResume(_ -> tickets.newest(List.of(session)).then())
                .onErrorComplete();
    }

    private void hear(Heard heard) {
        if (heard instanceof Heard.Message(var bytes)) {
            var said = MESSAGE.matcher(new String(bytes, US_ASCII));
            if (said.matches()) {
                streams.newest(said.group(1), Long.parseLong(said.group(2)));
            }
        }
    }

    private Mono<Void> round() {
        return Flux.fromIterable(List.copyOf(streams.all()))
                .buffer(AT_ONCE)
                .concatMap(some -> lookUp(some).then(note(some)))
                .then()
                .doOnSuccess(_ -> failing = false)
                .onErrorResume(this::failed);
    }

    private Mono<Void> lookUp(List<TicketStream> some) {
        return tickets.newest(some.stream().map(TicketStream::session).toList())
                .doOnNext(it -> streams.newest(it.ticket(), it.connection()))
                .then();
    }

    private Mono<Void> note(List<TicketStream> some) {
        return Mono.defer(() -> {
            var settled = some.stream().filter(TicketStream::settles).toList();
            return settled.isEmpty()
                    ? Mono.empty()
                    : tickets.told(settled.stream().map(TicketStream::ticket).toList())
                            .doOnSuccess(_ -> settled.forEach(TicketStream::noted));
        });
    }

    private Mono<Void> failed(Throwable cause) {
        if (!failing) {
            failing = true;
            log.warn("Tickets cannot be looked up; the next round tries again", cause);
        }
        return Mono.empty();
    }
}
