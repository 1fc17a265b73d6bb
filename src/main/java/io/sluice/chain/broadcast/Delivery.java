package io.sluice.chain.broadcast;

import io.sluice.chain.Broadcast.State;
import io.sluice.chain.Payee;
import io.sluice.chain.TransferListener;
import io.sluice.chain.broadcast.Verdict.Round;
import io.sluice.chain.family.Courier;
import io.sluice.chain.family.Sightings;
import io.sluice.chain.family.Word;
import io.sluice.chain.rpc.Undecided;
import io.sluice.platform.database.Database;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Sends a transaction to everybody, looks who has it, and notes what follows. */
@Component
final class Delivery {

    private static final Logger log = LoggerFactory.getLogger(Delivery.class);

    private final Database database;
    private final PostgresTrials trials;
    private final Inclusions inclusions;
    private final Couriers couriers;
    private final ObjectProvider<Payee> payees;
    private final ObjectProvider<TransferListener> listeners;

    Delivery(
            Database database,
            PostgresTrials trials,
            Inclusions inclusions,
            Couriers couriers,
            ObjectProvider<Payee> payees,
            ObjectProvider<TransferListener> listeners) {
        this.database = database;
        this.trials = trials;
        this.inclusions = inclusions;
        this.couriers = couriers;
        this.payees = payees;
        this.listeners = listeners;
    }

    /**
     * One trial. It may happen twice at once, and stop anywhere: nodes take a transaction as often
     * as they are given it, and what a block has decided stays.
     */
    Mono<Void> attempt(Due due) {
        var courier = couriers.of(due.outbound().chain());
        return isWanted(due)
                .flatMap(wanted -> wanted ? trial(courier, due) : refusal(courier, due))
                .flatMap(verdict -> note(due, verdict));
    }

    /** Leaves one alone for a while that nothing could be found out about. */
    Mono<Void> putOff(Due due) {
        return trials.note(due, new Verdict(due.outbound().state(), "")).then();
    }

    /** Ends what was followed long enough. */
    Mono<Void> endOld() {
        return trials.endOld()
                .doOnNext(it -> report(it, new Verdict(it.state(), "too_old")))
                .concatMap(this::tell)
                .then()
                .as(database::atomically);
    }

    /** Tells those who are paid that what is on its way to an address changed. */
    Mono<Void> tell(Outbound outbound) {
        return Flux.fromStream(listeners::orderedStream)
                .concatMap(it -> it.noticed(outbound.chain().family(), List.of(outbound.address())))
                .then();
    }

    /** Once a node has had it, it goes its way, whatever becomes of the payment. */
    private Mono<Boolean> isWanted(Due due) {
        if (due.outbound().state() != State.STORED) {
            return Mono.just(true);
        }
        return due.late()
                ? Mono.just(false)
                : Flux.fromStream(payees::orderedStream)
                        .concatMap(it -> it.awaits(due.outbound().payment()))
                        .all(awaited -> awaited);
    }

    private Mono<Verdict> trial(Courier courier, Due due) {
        return round(courier, due).flatMap(round -> verdict(courier, due, round));
    }

    /** Not sent, but found if a node took it that could not say so when it was. */
    private Mono<Verdict> refusal(Courier courier, Due due) {
        return look(courier, due, List.of())
                .map(round ->
                        round.isSeen()
                                ? round.on(due.outbound().broadcast())
                                : new Verdict(State.REFUSED, "too_late"));
    }

    /** One that enough nodes have is not sent to them again. */
    private Mono<Round> round(Courier courier, Due due) {
        return due.outbound().state() == State.STORED
                ? sendAndLook(courier, due)
                : look(courier, due, List.of())
                        .filter(it -> due.outbound().broadcast().hinted() || it.isHeldByEnough())
                        .switchIfEmpty(Mono.defer(() -> sendAndLook(courier, due)));
    }

    private Mono<Round> sendAndLook(Courier courier, Due due) {
        return courier.send(due.outbound().hash(), due.outbound().raw())
                .flatMap(words -> look(courier, due, words));
    }

    private Mono<Round> look(Courier courier, Due due, List<Word> words) {
        return courier.look(due.outbound().hash()).map(sightings -> round(due, words, sightings));
    }

    private Round round(Due due, List<Word> words, Sightings sightings) {
        var network = couriers.network(due.outbound().chain());
        return new Round(words, sightings, network.operators(), network.quorum());
    }

    /**
     * A nonce that is used while nobody has the transaction may come free again with a reorg: only
     * a final block settles that for one that nodes have had.
     */
    private Mono<Verdict> verdict(Courier courier, Due due, Round round) {
        var verdict = round.on(due.outbound().broadcast());
        return verdict.state() != State.REPLACED && due.finalized() >= 0 && mayBeOver(due, round)
                ? settled(courier, due, round).defaultIfEmpty(verdict)
                : Mono.just(verdict);
    }

    private static boolean mayBeOver(Due due, Round round) {
        return round.isNonceUsed() || round.isMinedUpTo(due.finalized());
    }

    private static Mono<Verdict> settled(Courier courier, Due due, Round round) {
        var sent = due.outbound().broadcast();
        return courier.nonceAt(sent.sender(), due.finalized())
                .filter(used -> used.compareTo(sent.nonce()) > 0)
                .flatMap(_ -> Mono.justOrEmpty(end(due, round)))
                .onErrorResume(Undecided.class, _ -> Mono.empty());
    }

    /**
     * In a block that no block of ours told of, or nowhere. While some have it and too few say
     * where, nobody knows which.
     */
    private static Optional<Verdict> end(Due due, Round round) {
        if (round.isMinedUpTo(due.finalized())) {
            return Optional.of(new Verdict(State.MINED, ""));
        }
        return round.isSeen() ? Optional.empty() : Optional.of(new Verdict(State.DROPPED, ""));
    }

    private Mono<Void> note(Due due, Verdict verdict) {
        var outbound = due.outbound();
        return trials.note(due, verdict)
                .delayUntil(_ -> inclusions.noteMissed(outbound))
                .filter(noted -> noted && verdict.state() != outbound.state())
                .doOnNext(_ -> report(outbound, verdict))
                .flatMap(_ -> tell(outbound))
                .as(database::atomically);
    }

    private static void report(Outbound outbound, Verdict verdict) {
        log.info(
                "A transaction moved on chain={} hash={} payment={} state={} reason={}",
                outbound.chain(),
                outbound.hash(),
                outbound.payment(),
                verdict.state(),
                verdict.reason());
    }
}
