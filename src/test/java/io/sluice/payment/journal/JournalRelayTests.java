package io.sluice.payment.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.TestDatabase;
import io.sluice.merchant.MerchantId;
import io.sluice.payment.FakeBus;
import io.sluice.payment.FakeLeases;
import io.sluice.payment.Journal.Mark;
import io.sluice.payment.Journal.Positioned;
import io.sluice.payment.Journal.WakeUp;
import io.sluice.payment.JournalEvent;
import io.sluice.payment.PaymentId;
import io.sluice.platform.cluster.Bus;
import io.sluice.platform.cluster.LeaseLost;
import io.sluice.platform.database.Database;
import io.sluice.sandbox.Eventually;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

/** The journal and its relay, on a real database. */
class JournalRelayTests {

    private static final PaymentId ONE = payment(1);
    private static final PaymentId TWO = payment(2);

    private final Database database = TestDatabase.fresh().database();
    private final FakeBus bus = new FakeBus();
    private final FakeLeases leases = new FakeLeases();
    private final EventStore store = new PostgresEvents(database);
    private final EventLog log = new EventLog(database, store, bus);
    private final PostgresJournal journal =
            new PostgresJournal(database, new BusWakeUps(bus, Flux.never()).all());
    private final JournalRelay relay =
            new JournalRelay(database, leases, store, log, Duration.ofMillis(1));

    @Test
    void givesBackWhatWasAppended() {
        append(ONE, 1);
        append(ONE, 2);
        append(TWO, 1);

        journal.latest(ONE)
                .as(StepVerifier::create)
                .assertNext(
                        it -> assertThat(it).usingRecursiveComparison().isEqualTo(event(ONE, 2)))
                .verifyComplete();
        assertThat(versions(journal.after(ONE, 0, 9))).containsExactly(1L, 2L);
        assertThat(versions(journal.after(ONE, 1, 9))).containsExactly(2L);
        assertThat(versions(journal.after(ONE, 0, 1))).containsExactly(1L);
        journal.latest(payment(3)).as(StepVerifier::create).verifyComplete();
    }

    @Test
    void givesPositionsWithoutHolesInTheOrderOfCommits() {
        append(TWO, 1);
        append(ONE, 1);
        append(TWO, 2);
        assertThat(versions(journal.unpositioned(9))).containsExactly(1L, 2L);

        relay.move(1).as(StepVerifier::create).expectNext(3).verifyComplete();

        journal.head().as(StepVerifier::create).expectNext(3L).verifyComplete();
        assertThat(positioned(0)).extracting(Positioned::position).containsExactly(1L, 2L, 3L);
        assertThat(positioned(0))
                .extracting(it -> it.event().payment())
                .containsExactly(TWO, ONE, TWO);
        assertThat(positioned(2)).extracting(it -> it.event().version()).containsExactly(2L);
        journal.unpositioned(9).as(StepVerifier::create).verifyComplete();
        relay.move(1).as(StepVerifier::create).expectNext(0).verifyComplete();
    }

    @Test
    void isNotHeldUpByATransactionThatIsStuck() {
        Flux.range(3, 2).flatMap(it -> write(payment(it), 1), 2).blockLast();
        var stuck = Sinks.<Void>empty();
        var slow =
                log.append(event(ONE, 1)).then(stuck.asMono()).as(database::atomically).toFuture();
        append(TWO, 1);

        relay.move(1).as(StepVerifier::create).expectNext(3).verifyComplete();
        var seen = positioned(0).getLast().position();
        stuck.emitEmpty(Sinks.EmitFailureHandler.FAIL_FAST);
        slow.join();
        relay.move(1).as(StepVerifier::create).expectNext(1).verifyComplete();

        assertThat(positioned(seen)).extracting(it -> it.event().payment()).containsExactly(ONE);
        journal.ofMerchant(new MerchantId("shop"), seen, 9)
                .map(it -> it.event().payment())
                .as(StepVerifier::create)
                .expectNext(ONE)
                .verifyComplete();
    }

    @RepeatedTest(2)
    void showsAReaderEveryEventOnceAndInOrderWhileManyWriteAndRelay() {
        var writers = Flux.range(1, 8).flatMap(it -> write(payment(it), 10), 8).then();
        var relays = Flux.range(0, 2).flatMap(_ -> relay.move(1).repeat(12), 2).then();

        var read = new ArrayList<Positioned>();
        var reader = Mono.defer(() -> readOn(read)).repeat(20).then();
        Mono.when(writers, relays, reader).then(relay.move(1)).then(readOn(read)).block();

        assertThat(read)
                .extracting(Positioned::position)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 80).boxed().toList());
        for (var it = 1; it <= 8; it++) {
            var payment = payment(it);
            assertThat(read)
                    .filteredOn(row -> row.event().payment().equals(payment))
                    .extracting(row -> row.event().version())
                    .containsExactlyElementsOf(LongStream.rangeClosed(1, 10).boxed().toList());
        }
    }

    @Test
    void movesNothingInATermThatIsOver() {
        append(ONE, 1);
        leases.term = 2;

        relay.move(1).as(StepVerifier::create).verifyError(LeaseLost.class);

        journal.head().as(StepVerifier::create).expectNext(0L).verifyComplete();
    }

    @Test
    void movesAllTheSameWhileNobodyCanBeTold() {
        bus.away = true;
        append(ONE, 1);

        relay.move(1).as(StepVerifier::create).expectNext(1).verifyComplete();
    }

    @Test
    void tellsOfTheOthersWhileOneCannotBeToldOf() {
        var told = new ArrayList<String>();
        append(ONE, 1);
        append(TWO, 1);

        relayOver(told, channel -> channel.equals(Channels.of(ONE)) ? away() : Mono.empty())
                .move(1)
                .as(StepVerifier::create)
                .expectNext(2)
                .verifyComplete();

        assertThat(told).containsExactly(Channels.of(ONE), Channels.of(TWO));
    }

    @Test
    void tellsOfOnePaymentInOrderAndOfAnotherMeanwhile() {
        var told = new CopyOnWriteArrayList<String>();
        var first = Sinks.<Void>empty();
        append(ONE, 1);
        append(ONE, 2);
        append(TWO, 1);

        relayOver(told, channel -> channel.equals(Channels.of(ONE)) ? first.asMono() : Mono.empty())
                .move(1)
                .as(StepVerifier::create)
                .then(() -> Eventually.holds(ofSeconds(5), () -> told.size() > 1))
                .then(() -> assertThat(told).containsExactly(Channels.of(ONE), Channels.of(TWO)))
                .then(() -> first.tryEmitEmpty().orThrow())
                .expectNext(3)
                .verifyComplete();

        assertThat(told).containsExactly(Channels.of(ONE), Channels.of(TWO), Channels.of(ONE));
    }

    @Test
    void wakesFollowersWithTheEventOnceItIsCommittedAndNotBefore() {
        var failing =
                log.append(event(TWO, 1))
                        .then(Mono.error(new IllegalStateException("killed")))
                        .as(database::atomically);

        journal.wakeUps()
                .filter(it -> it.event() != null)
                .map(WakeUp::event)
                .map(Objects::requireNonNull)
                .as(StepVerifier::create)
                .then(() -> StepVerifier.create(failing).verifyErrorMessage("killed"))
                .then(() -> append(ONE, 1))
                .assertNext(
                        it -> assertThat(it).usingRecursiveComparison().isEqualTo(event(ONE, 1)))
                .thenCancel()
                .verify(Duration.ofSeconds(5));
    }

    @Test
    void hasANameOfItsOwn() {
        var other = new PostgresJournal(TestDatabase.fresh().database(), Flux.never());

        assertThat(journal.newest().block()).isEqualTo(journal.newest().block());
        assertThat(other.newest().map(Mark::journal).block()).isNotBlank();
        assertThat(other.newest().map(Mark::position).block()).isZero();
    }

    /** A relay that hands over each message as {@code published} says. */
    private JournalRelay relayOver(List<String> told, Function<String, Mono<Void>> published) {
        var other =
                new Bus() {
                    @Override
                    public Mono<Void> publish(String channel, byte[] message) {
                        return Mono.defer(() -> {
                            told.add(channel);
                            return published.apply(channel);
                        });
                    }

                    @Override
                    public Flux<Heard> listen(String channel) {
                        return Flux.never();
                    }
                };
        return new JournalRelay(
                database,
                leases,
                store,
                new EventLog(database, store, other),
                Duration.ofMillis(1));
    }

    private static Mono<Void> away() {
        return Mono.error(new IllegalStateException("this shard is away"));
    }

    private Mono<Void> write(PaymentId payment, int versions) {
        return Flux.range(1, versions)
                .concatMap(it -> log.append(event(payment, it)).as(database::atomically))
                .then();
    }

    private Mono<Void> readOn(List<Positioned> read) {
        return Mono.fromSupplier(() -> read.isEmpty() ? 0 : read.getLast().position())
                .flatMapMany(after -> journal.afterPosition(after, 500))
                .doOnNext(read::add)
                .then();
    }

    private void append(PaymentId payment, long version) {
        log.append(event(payment, version)).as(database::atomically).block();
    }

    private List<Positioned> positioned(long after) {
        return journal.afterPosition(after, 500).collectList().blockOptional().orElseThrow();
    }

    private static List<Long> versions(Flux<JournalEvent> events) {
        return events.map(JournalEvent::version).collectList().blockOptional().orElseThrow();
    }

    private static PaymentId payment(int number) {
        return new PaymentId("pay_%026d".formatted(number));
    }

    private static JournalEvent event(PaymentId payment, long version) {
        var id = "evt_%s_%d".formatted(payment, version);
        return new JournalEvent(
                id,
                new MerchantId("shop"),
                payment,
                version,
                version % 2 == 0,
                "{\"all\":true}".getBytes(UTF_8),
                "{}".getBytes(UTF_8));
    }
}
