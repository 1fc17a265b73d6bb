package io.sluice.chain.watch;

import static java.util.stream.Collectors.groupingBy;

import io.sluice.chain.family.ChainReader;
import io.sluice.chain.family.Holding;
import io.sluice.chain.rpc.Undecided;
import io.sluice.chain.watch.AuditPolicy.Judgement;
import io.sluice.money.ChainId;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Compares what addresses hold at the end of a block with what they are known to hold. */
final class BalanceLook {

    /** Nodes that keep few states have none of a block so far below a final one. */
    private static final long FORGOTTEN = 256;

    private final ChainId chain;
    private final AuditPolicy policy;
    private final ChainReader reader;
    private final Arrival arrival;
    private final Surplus surplus;
    private final AuditAlarms alarms;

    BalanceLook(
            ChainId chain,
            AuditPolicy policy,
            ChainReader reader,
            Arrival arrival,
            Surplus surplus,
            AuditAlarms alarms) {
        this.chain = chain;
        this.policy = policy;
        this.reader = reader;
        this.arrival = arrival;
        this.surplus = surplus;
        this.alarms = alarms;
    }

    /**
     * Looks at some, and does what follows.
     *
     * @param guard first statement of each unit
     */
    Mono<Void> at(KnownBlock at, List<Audited> some, Mono<Void> guard) {
        return Flux.fromIterable(
                        some.stream().collect(groupingBy(it -> it.holding().asset())).values())
                .concatMap(ofOneAsset -> new Look(at, guard).compare(ofOneAsset))
                .then();
    }

    private static List<Holding> holdings(List<Audited> some) {
        return some.stream().map(Audited::holding).toList();
    }

    /** At one asset: what nobody knows of one is no reason to know nothing of the others. */
    private final class Look {

        private final KnownBlock at;
        private final Mono<Void> guard;

        Look(KnownBlock at, Mono<Void> guard) {
            this.at = at;
            this.guard = guard;
        }

        Mono<Void> compare(List<Audited> some) {
            return begun(some)
                    .filter(it -> !it.isEmpty())
                    .flatMap(known ->
                            reader.balances(holdings(known), at.hash())
                                    .doOnNext(_ -> alarms.known())
                                    .flatMap(held -> compare(known, held))
                                    .onErrorResume(Undecided.class, _ -> unknown(known)));
        }

        /** With what was held where nothing was looked at before. */
        private Mono<List<Audited>> begun(List<Audited> some) {
            var before =
                    some.stream()
                            .filter(it -> it.held() == null)
                            .collect(groupingBy(Audited::hash));
            return Flux.fromIterable(some)
                    .filter(it -> it.held() != null)
                    .concatWith(Flux.fromIterable(before.values()).concatMap(this::begin))
                    .collectList();
        }

        private Flux<Audited> begin(List<Audited> some) {
            var first = some.getFirst();
            return reader.balances(holdings(some), first.hash())
                    .flatMapIterable(held ->
                            some.stream()
                                    .map(it ->
                                            it.holding(
                                                    Objects.requireNonNull(held.get(it.holding()))))
                                    .toList())
                    .doOnNext(this::sayIfLate)
                    .onErrorResume(
                            Undecided.class,
                            _ ->
                                    at.height() - first.since() > FORGOTTEN
                                            ? Flux.fromIterable(some)
                                            : Flux.from(unknown(some)));
        }

        private void sayIfLate(Audited begun) {
            if (begun.beganLate()) {
                alarms.found(begun.holding(), Judgement.BEGAN_LATE);
            }
        }

        private <T> Mono<T> unknown(List<Audited> some) {
            return Mono.fromRunnable(() -> alarms.unknown(at, some.size()));
        }

        private Mono<Void> compare(List<Audited> some, Map<Holding, BigInteger> held) {
            var news = new LinkedHashMap<Audited, BigInteger>();
            var more = new LinkedHashMap<Audited, BigInteger>();
            for (var audited : some) {
                var now = Objects.requireNonNull(held.get(audited.holding()));
                var judgement = policy.judge(audited, now);
                alarms.found(audited.holding(), judgement);
                switch (judgement) {
                    case NOTHING -> {}
                    case NEWS, BEGAN_LATE, MOVED, UNEXPLAINED -> news.put(audited, now);
                    case FALLEN -> news.put(audited, audited.explained());
                    case COUNTS -> more.put(audited, now);
                }
            }
            news.entrySet().removeIf(it -> !it.getKey().isNews(it.getValue()));
            return surplus.note(guard, chain, at, news)
                    .thenMany(Flux.fromIterable(more.entrySet()))
                    .concatMap(it -> credit(it.getKey(), it.getValue()))
                    .then();
        }

        private Mono<Void> credit(Audited audited, BigInteger held) {
            return arrival.of(audited, held, at)
                    .flatMap(where -> surplus.credit(guard, chain, at, where, audited, held));
        }
    }
}
