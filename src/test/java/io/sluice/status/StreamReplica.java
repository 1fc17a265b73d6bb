package io.sluice.status;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluice.payment.FakeBus;
import io.sluice.payment.Journal;
import io.sluice.payment.PaymentId;
import io.sluice.platform.cluster.Roles;
import io.sluice.platform.cluster.Roles.Role;
import io.sluice.platform.sse.DoorForTests;
import io.sluice.platform.sse.Hearing;
import io.sluice.platform.sse.OpenStreams;
import io.sluice.status.FollowMeters.Net;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The streams of one replica over a journal that others write, fed as in a gateway. */
final class StreamReplica implements AutoCloseable {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Follower follower;
    private final Streams streams;
    private final Firehose firehose;
    private final StreamFeed feed;

    StreamReplica(Journal journal) {
        var roles = new Roles(Set.of(Role.EDGE));
        var following = new FollowMeters(meters, InstantSource.system());
        var topics = new Topics(journal, following);
        var feeds = new MerchantFeeds(journal, following);
        var clock = InstantSource.fixed(Listening.NOON);
        var open =
                new OpenStreams(
                        Listening.PACE, DoorForTests.wide(), roles, clock, () -> 0.5, meters);
        follower =
                new Follower(
                        journal,
                        topics,
                        feeds,
                        Duration.ofMillis(400),
                        System::nanoTime,
                        open::restored);
        var tickets = new FakeTickets();
        var takeovers = new Takeovers(tickets, new TicketStreams(), new FakeBus());
        var access = new StreamAccess((_, _) -> Mono.empty(), tickets);
        streams = new Streams(access, topics, follower, open, takeovers);
        firehose = new Firehose(feeds, open);
        var depths = new Depths(_ -> Mono.empty(), topics, Duration.ofSeconds(60));
        feed = new StreamFeed(follower, depths, takeovers, roles);
        feed.start();
    }

    /** What a client of a payment hears until the payment is closed. */
    Flux<String> follow(PaymentId payment, StreamMode mode) {
        var token = new Credential.Token(Listening.PARTNER);
        var request =
                new StreamRequest(token, payment, mode, OptionalLong.empty(), Listening.PROGRAM);
        return Hearing.frames(events -> streams.serve(request, events));
    }

    /** What a client of all payments hears. */
    Flux<String> followAll() {
        var request = new FirehoseRequest(Listening.PARTNER, null, Listening.PROGRAM);
        return Hearing.frames(events -> firehose.serve(request, events));
    }

    /** How often something was learned of by {@code net}. */
    double learned(Net net) {
        var by = net.name().toLowerCase(Locale.ROOT);
        return meters.get("sluice.stream.learned").tag("by", by).counter().count();
    }

    @Override
    public String toString() {
        return "replica that is current: %s, learned by messages %.0f, by sweeps %.0f"
                .formatted(follower.isCurrent(), learned(Net.MESSAGE), learned(Net.SWEEP));
    }

    @Override
    public void close() {
        feed.stop();
    }
}
