package io.sluice.status;

import io.sluice.merchant.MerchantId;
import io.sluice.payment.Journal;
import io.sluice.payment.Journal.Positioned;
import io.sluice.platform.sse.Teller;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The merchants that somebody listens to on this replica; forgotten with their last listener. */
final class MerchantFeeds {

    private final Map<MerchantId, MerchantFeed> feeds = new ConcurrentHashMap<>();
    private final Journal journal;
    private final FollowMeters meters;

    MerchantFeeds(Journal journal, FollowMeters meters) {
        this.journal = journal;
        this.meters = meters;
    }

    /** From now on the reader's feed keeps what comes for it. */
    FirehoseReader join(MerchantId merchant, BooleanSupplier room) {
        var joined = new FirehoseReader[1];
        feeds.compute(
                merchant,
                (id, known) -> {
                    var feed = known == null ? new MerchantFeed(id, journal, meters) : known;
                    joined[0] = FirehoseReader.of(feed, room);
                    feed.readers().add(joined[0]);
                    return feed;
                });
        return joined[0];
    }

    void leave(FirehoseReader reader) {
        feeds.computeIfPresent(
                reader.feed().merchant(),
                (_, feed) -> {
                    feed.readers().remove(reader);
                    return feed.readers().isEmpty() ? null : feed;
                });
    }

    /** Whether somebody listens to this merchant. */
    boolean has(MerchantId merchant) {
        return feeds.containsKey(merchant);
    }

    /** The next event in the order of commits. */
    void offer(Positioned next) {
        var feed = feeds.get(next.event().merchant());
        if (feed != null) {
            feed.offer(next);
        }
    }

    /** What is offered from now on comes after {@code position}. */
    void begin(long position) {
        feeds.values().forEach(it -> it.begin(position));
    }

    /** What is known here holds no more: whoever was told of it goes to {@code comeBack}. */
    void forget(Consumer<Teller> comeBack) {
        for (var feed : List.copyOf(feeds.values())) {
            feeds.remove(feed.merchant(), feed);
            feed.readers().forEach(it -> comeBack.accept(it.teller()));
        }
    }

    Stream<FirehoseReader> readers() {
        return feeds.values().stream().flatMap(it -> it.readers().stream());
    }
}
