package io.sluice.status;

import io.sluice.payment.Journal;
import io.sluice.payment.JournalEvent;
import io.sluice.payment.PaymentId;
import io.sluice.platform.sse.Teller;
import io.sluice.status.FollowMeters.Net;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/** The payments somebody listens to on this replica; forgotten with their last listener. */
final class Topics {

    private final Map<PaymentId, Topic> topics = new ConcurrentHashMap<>();
    private final Journal journal;
    private final FollowMeters meters;

    Topics(Journal journal, FollowMeters meters) {
        this.journal = journal;
        this.meters = meters;
    }

    /** From now on the reader's topic keeps what happens for it. */
    Reader join(PaymentId payment, Function<Topic, Reader> newReader) {
        var joined = new Reader[1];
        topics.compute(
                payment,
                (id, known) -> {
                    var topic = known == null ? new Topic(id, journal, meters) : known;
                    joined[0] = newReader.apply(topic);
                    topic.readers().add(joined[0]);
                    return topic;
                });
        return joined[0];
    }

    void leave(Reader reader) {
        topics.computeIfPresent(
                reader.topic().payment(),
                (_, topic) -> {
                    topic.readers().remove(reader);
                    return topic.readers().isEmpty() ? null : topic;
                });
    }

    void offer(JournalEvent event, Net net) {
        var topic = topics.get(event.payment());
        if (topic != null) {
            topic.offer(event, net);
        }
    }

    /** What is known here holds no more: whoever was told of it goes to {@code comeBack}. */
    void forget(Consumer<Teller> comeBack) {
        for (var topic : List.copyOf(topics.values())) {
            topics.remove(topic.payment(), topic);
            topic.readers().forEach(it -> comeBack.accept(it.teller()));
        }
    }

    Collection<Topic> all() {
        return topics.values();
    }

    Stream<Reader> readers() {
        return all().stream().flatMap(topic -> topic.readers().stream());
    }
}
