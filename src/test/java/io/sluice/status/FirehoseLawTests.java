package io.sluice.status;

import static io.sluice.status.FakeJournal.MERCHANT;
import static io.sluice.status.FakeJournal.OTHER;
import static io.sluice.status.FakeJournal.PAYMENT;
import static io.sluice.status.FakeJournal.event;
import static io.sluice.status.FakeJournal.foreign;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluice.payment.Journal.Mark;
import io.sluice.payment.Journal.Positioned;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import reactor.core.publisher.Flux;

/** Whatever happens in whichever order, a reader hears everything after where it began, once. */
class FirehoseLawTests {

    private static final int STEPS = 200;

    final FakeJournal journal = new FakeJournal();
    final MerchantFeeds feeds =
            new MerchantFeeds(
                    journal, new FollowMeters(new SimpleMeterRegistry(), InstantSource.system()));
    private final List<Client> clients = new ArrayList<>();
    long version;
    long swept = -1;

    @RepeatedTest(30)
    void everyEventAfterWhereAReaderBeganIsHeardOnceAndInOrder(RepetitionInfo run) {
        var random = new Random(run.getCurrentRepetition());

        for (var step = 0; step < STEPS; step++) {
            happen(random);
        }
        journal.relay();
        sweep(Integer.MAX_VALUE);
        clients.forEach(it -> it.hear(Integer.MAX_VALUE));

        var all = read(journal.ofMerchant(MERCHANT, 0, Integer.MAX_VALUE));
        for (var client : clients) {
            assertThat(client.heard)
                    .containsExactlyElementsOf(
                            all.stream()
                                    .filter(it -> it.position() > client.start)
                                    .map(it -> new String(new Logged(it).frame("journal"), UTF_8))
                                    .toList());
        }
    }

    private void happen(Random random) {
        switch (random.nextInt(8)) {
            case 0, 1 -> commit(random);
            case 2 -> journal.relay();
            case 3 -> sweep(1 + random.nextInt(40));
            case 4 -> comeOrGo(random);
            case 5, 6 -> anyone(random).forEach(it -> it.hear(1 + random.nextInt(20)));
            default -> anyone(random).forEach(it -> it.reader.teller().beat(15));
        }
    }

    private void commit(Random random) {
        var count = 1 + random.nextInt(random.nextInt(20) == 0 ? 400 : 5);
        for (var it = 0; it < count; it++) {
            version++;
            var payment = random.nextBoolean() ? PAYMENT : OTHER;
            journal.commit(
                    random.nextInt(3) == 0 ? foreign(version) : event(payment, version, false, ""));
        }
    }

    /** As the follower does: at first it only finds where to begin. */
    private void sweep(int limit) {
        if (swept < 0) {
            swept = journal.head().blockOptional().orElseThrow();
            feeds.begin(swept);
        }
        for (var it : read(journal.afterPosition(swept, limit))) {
            feeds.offer(it);
            swept = it.position();
        }
    }

    private static List<Positioned> read(Flux<Positioned> events) {
        return events.collectList().blockOptional().orElseThrow();
    }

    private void comeOrGo(Random random) {
        if (clients.size() > 5) {
            var gone = clients.remove(random.nextInt(clients.size()));
            feeds.leave(gone.reader);
            clients.add(new Client(random, gone));
        } else {
            clients.add(new Client(random, null));
        }
    }

    private List<Client> anyone(Random random) {
        return clients.isEmpty() ? List.of() : List.of(clients.get(random.nextInt(clients.size())));
    }

    /** A client that comes anew, or back to where it was before it was cut. */
    private final class Client {

        final FirehoseReader reader;
        final long start;
        final List<String> heard = new ArrayList<>();

        Client(Random random, @Nullable Client cut) {
            var slow = random.nextInt(3) == 0;
            reader = feeds.join(MERCHANT, () -> !slow);
            var newest = reader.feed().newest(null).blockOptional().orElseThrow();
            if (cut != null) {
                heard.addAll(cut.heard);
            }
            start =
                    cut == null
                            ? newest.position() - random.nextLong(newest.position() + 1)
                            : cut.start;
            var from = cut == null ? start : cut.last();
            reader.story().begin(new byte[0], new Mark("journal", from));
            var _ = reader.story().next();
            var _ = reader.story().next();
        }

        /** What a client knows of itself: the position of its last event. */
        long last() {
            if (heard.isEmpty()) {
                return start;
            }
            var id = heard.getLast().lines().skip(1).findFirst().orElseThrow().substring(4);
            return EventCursors.parse(id).position();
        }

        void hear(int most) {
            var story = reader.story();
            for (var it = 0; it < most; it++) {
                var frame = story.next();
                var missing = frame == null ? story.missing() : null;
                if (frame != null) {
                    heard.add(new String(frame, UTF_8));
                } else if (missing != null) {
                    missing.block();
                } else {
                    return;
                }
            }
        }
    }
}
