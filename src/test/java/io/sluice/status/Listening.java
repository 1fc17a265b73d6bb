package io.sluice.status;

import static io.sluice.status.FakeJournal.MERCHANT;
import static io.sluice.status.FakeJournal.PAYMENT;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluice.merchant.Caller;
import io.sluice.payment.FakeBus;
import io.sluice.payment.Journal.Mark;
import io.sluice.platform.cluster.Roles;
import io.sluice.platform.cluster.Roles.Role;
import io.sluice.platform.sse.DoorForTests;
import io.sluice.platform.sse.Hearing;
import io.sluice.platform.sse.OpenStreams;
import io.sluice.platform.sse.StreamPace;
import io.sluice.platform.sse.Visitor;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.mock.http.server.reactive.MockServerHttpResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Streams over a journal in memory, heard without a server. */
final class Listening {

    static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    static final Caller PARTNER =
            new Caller.Partner(MERCHANT, "shop", Set.of(), NOON, NOON.plusSeconds(3_600));
    static final Caller PAYER = payer(PAYMENT.value());

    static final Visitor PROGRAM = new Visitor(null, false, true);
    static final Visitor BROWSER = new Visitor(null, true, true);

    static final StreamPace PACE =
            new StreamPace(
                    Duration.ofSeconds(15),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(4),
                    Duration.ofSeconds(3));

    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final FakeJournal journal = new FakeJournal();
    final FollowMeters following = new FollowMeters(meters, InstantSource.system());
    final Topics topics = new Topics(journal, following);
    final MerchantFeeds feeds = new MerchantFeeds(journal, following);
    final Follower follower;
    final OpenStreams open;
    final Streams streams;
    final Firehose firehose;

    /** What the streams take for the time. */
    volatile InstantSource clock = InstantSource.fixed(NOON);

    final FakeTickets tickets;
    final Takeovers takeovers;

    /** What the last listener was answered. */
    ServerHttpResponse response = new MockServerHttpResponse();

    Listening(Role... roles) {
        this(new FakeTickets(), new FakeBus(), roles);
    }

    /** One of several replicas that share these. */
    Listening(FakeTickets tickets, FakeBus bus, Role... roles) {
        this.tickets = tickets;
        takeovers = new Takeovers(tickets, new TicketStreams(), bus);
        open =
                new OpenStreams(
                        PACE,
                        DoorForTests.wide(),
                        new Roles(Set.of(roles)),
                        () -> clock.instant(),
                        () -> 0.5,
                        meters);
        follower =
                new Follower(
                        journal,
                        topics,
                        feeds,
                        Duration.ofMillis(400),
                        () -> Schedulers.parallel().now(TimeUnit.NANOSECONDS),
                        open::restored);
        var access = new StreamAccess((_, _) -> Mono.empty(), tickets);
        streams = new Streams(access, topics, follower, open, takeovers);
        firehose = new Firehose(feeds, open);
    }

    static Caller payer(String payment) {
        return new Caller.Payer(MERCHANT, payment, NOON, NOON.plusSeconds(100));
    }

    static StreamRequest request(Caller caller, StreamMode mode, long... lastId) {
        var last = lastId.length == 0 ? OptionalLong.empty() : OptionalLong.of(lastId[0]);
        return new StreamRequest(new Credential.Token(caller), PAYMENT, mode, last, PROGRAM);
    }

    /** What a merchant hears of everything, who says it heard {@code last}. */
    Flux<String> listenToAll(@Nullable Mark last) {
        return listenToAll(new FirehoseRequest(PARTNER, last, PROGRAM));
    }

    Flux<String> listenToAll(FirehoseRequest request) {
        return Hearing.frames(events -> {
            response = events.response();
            return firehose.serve(request, events);
        });
    }

    /** The frames as a client would see them. */
    Flux<String> listen(StreamRequest request) {
        return Hearing.frames(events -> {
            response = events.response();
            return streams.serve(request, events);
        });
    }
}
