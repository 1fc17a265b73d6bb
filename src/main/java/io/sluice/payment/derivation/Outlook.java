package io.sluice.payment.derivation;

import static java.util.stream.Collectors.groupingBy;

import io.sluice.chain.ChainView;
import io.sluice.chain.Transfer;
import io.sluice.money.ChainId;
import io.sluice.payment.PaymentStatus.AwaitingPayment;
import io.sluice.payment.PaymentStatus.Created;
import io.sluice.payment.PaymentStatus.PartiallyPaid;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What could change where a payment stands next, if no transfer changes. */
public record Outlook(Evidence evidence) {

    /** Which clock or counter to watch. */
    public enum Cause {
        /** Our own clock, in milliseconds since 1970. */
        CLOCK,
        /** The time of the newest block that was read, in milliseconds since 1970. */
        CHAIN_TIME,
        /** The height of the newest block that was read. */
        HEIGHT,
        /** The newest height called safe. */
        SAFE,
        /** The newest final height. */
        FINALIZED
    }

    /**
     * Something to be reached.
     *
     * @param chain null for our own clock
     * @param threshold the first value at which the payment must be looked at again
     */
    public record Due(Cause cause, @Nullable ChainId chain, long threshold) {}

    /** At most one for each cause and chain: the nearest. */
    public List<Due> next(Instant now) {
        return Stream.of(clock(now).stream(), barrier(now), depths()).flatMap(it -> it).toList();
    }

    private Optional<Due> clock(Instant now) {
        var moments = isOpen(now) ? deadlines(evidence.terms()) : Stream.<Instant>empty();
        return moments.filter(it -> !now.isAfter(it))
                .min(Instant::compareTo)
                .map(it -> new Due(Cause.CLOCK, null, it.toEpochMilli() + 1));
    }

    private static Stream<Instant> deadlines(Terms terms) {
        return terms.choices().isEmpty()
                ? Stream.ofNullable(terms.chooseBy())
                : terms.choices().stream().map(Choice::expiresAt);
    }

    private Stream<Due> barrier(Instant now) {
        var until = evidence.terms().lastWindow().map(Choice::onTimeUntil);
        return isOpen(now)
                ? evidence.barrier().blockedBy().stream()
                        .flatMap(chain -> until.map(it -> chainTime(chain, it)).stream())
                : Stream.empty();
    }

    private static Due chainTime(ChainId chain, Instant until) {
        return new Due(Cause.CHAIN_TIME, chain, until.toEpochMilli() + 1);
    }

    private boolean isOpen(Instant now) {
        var status = evidence.status(now);
        return status instanceof Created
                || status instanceof AwaitingPayment
                || status instanceof PartiallyPaid;
    }

    private Stream<Due> depths() {
        return evidence.transfers().all().stream()
                .filter(Holdings::isHere)
                .collect(groupingBy(it -> it.amount().asset().chain()))
                .entrySet()
                .stream()
                .flatMap(it -> depths(it.getKey(), it.getValue()));
    }

    private Stream<Due> depths(ChainId chain, Collection<Transfer> transfers) {
        var view = evidence.views().get(chain);
        return Stream.of(
                        nearest(
                                Cause.HEIGHT,
                                chain,
                                deepEnough(transfers),
                                view,
                                ChainView::height),
                        nearest(Cause.SAFE, chain, heights(transfers), view, ChainView::safe),
                        nearest(
                                Cause.FINALIZED,
                                chain,
                                heights(transfers),
                                view,
                                ChainView::finalized))
                .filter(Objects::nonNull);
    }

    private static @Nullable Due nearest(
            Cause cause,
            ChainId chain,
            LongStream thresholds,
            @Nullable ChainView view,
            ToLongFunction<ChainView> reached) {
        var now = view == null ? Long.MIN_VALUE : reached.applyAsLong(view);
        var next = thresholds.filter(it -> it > now).min();
        return next.isPresent() ? new Due(cause, chain, next.getAsLong()) : null;
    }

    /** At which height each transfer that could be confirmed is as deep as its policy asks. */
    private LongStream deepEnough(Collection<Transfer> transfers) {
        return evidence.chosen().stream()
                .flatMapToLong(choice ->
                        transfers.stream()
                                .filter(it -> Holdings.isOf(choice, it))
                                .mapToLong(it -> deepEnough(choice, it)));
    }

    private static long deepEnough(Choice choice, Transfer transfer) {
        return transfer.block().height() + choice.policy().finality().depth() - 1;
    }

    private static LongStream heights(Collection<Transfer> transfers) {
        return transfers.stream().mapToLong(it -> it.block().height());
    }
}
