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
import reactor.core.publisher.Mono;

/** The payments somebody listens to on this replica; forgotten with their last listener. */
final class Topics {

    private final Map<PaymentId, Topic> topics = new ConcurrentHashMap<>();
    private final Journal journal;
    private final FollowMeters meters;

    Topics(Journal journal, FollowMeters meters) {
        this.journal = journal;
        this.meters = meters;
    }

    /**
     * Has what the visit learns of the payment known until whoever hears of its outcome has joined,
     * so that it is asked for once.
     */
    <T> Mono<T> visiting(PaymentId payment, Function<Topic, Mono<T>> visit) {
        return Mono.using(() -> enter(payment), visit, this::exit, false);
    }

    private Topic enter(PaymentId payment) {
        return known(payment, Topic::enter);
    }

    private void exit(Topic topic) {
        topics.computeIfPresent(
                topic.payment(),
                (_, known) -> {
                    topic.exit();
                    return known.isDeserted() ? null : known;
                });
    }

    /** From now on the reader's topic keeps what happens for it. */
    Reader join(PaymentId payment, Function<Topic, Reader> newReader) {
        var joined = new Reader[1];
        var _ =
                known(
                        payment,
                        topic -> {
                            joined[0] = newReader.apply(topic);
                            topic.readers().add(joined[0]);
                        });
        return joined[0];
    }

    private Topic known(PaymentId payment, Consumer<Topic> use) {
        return topics.compute(
                payment,
                (id, known) -> {
                    var topic = known == null ? new Topic(id, journal, meters) : known;
                    use.accept(topic);
                    return topic;
                });
    }

    void leave(Reader reader) {
        topics.computeIfPresent(
                reader.topic().payment(),
                (_, topic) -> {
                    topic.readers().remove(reader);
                    return topic.isDeserted() ? null : topic;
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
