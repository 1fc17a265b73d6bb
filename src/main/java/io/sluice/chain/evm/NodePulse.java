package io.sluice.chain.evm;

import io.sluice.chain.rpc.NodeHealth;
import io.sluice.chain.rpc.NodeHealth.Reading;
import io.sluice.chain.rpc.NodeHealth.State;
import io.sluice.chain.rpc.RpcErrorClass;
import io.sluice.chain.rpc.RpcFailure;
import io.sluice.chain.rpc.RpcNode;
import io.sluice.money.ChainId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Asks one node again and again how far its chain is. A node of another chain has no say, however
 * many of them there are; it is asked less and less often whether it still is.
 */
final class NodePulse {

    /** A node may be replaced by one of another chain without ever being away. */
    private static final int POLLS_BETWEEN_CHECKS = 64;

    /** Of a node of another chain, and of one that is of no use for another reason. */
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private static final Duration PAUSE_OF_USELESS = Duration.ofSeconds(10);
    private static final int DOUBLINGS = 16;

    /** Two side questions one after the other still leave time for the head. */
    private static final int ASIDE = 3;

    private final RpcNode node;
    private final Duration poll;
    private final Duration patience;
    private final HeadHints hints;
    private final InstantSource clock;
    private final Turns turns;
    private final NodeHistory history;
    private final Identification identification;
    private final AtomicBoolean excluded = new AtomicBoolean();
    private final AtomicInteger polls = new AtomicInteger();
    private final AtomicInteger doubts = new AtomicInteger();

    private volatile @Nullable Contact identity;
    private volatile Duration longestPause = PAUSE_OF_USELESS;

    NodePulse(
            RpcNode node,
            ChainId chain,
            Duration poll,
            Duration patience,
            HeadHints hints,
            InstantSource clock) {
        this.node = node;
        this.poll = poll;
        this.patience = patience;
        this.hints = hints;
        this.clock = clock;
        this.turns = new Turns(poll);
        this.history = new NodeHistory(node, poll);
        this.identification = new Identification(node, chain, aside(patience));
    }

    String name() {
        return node.name();
    }

    /** What the node says, and when it says nothing: that. Never fails, never ends. */
    Flux<Standing> standings() {
        return Mono.defer(this::hear)
                .timeout(patience)
                .onErrorResume(this::unheard)
                .repeatWhen(answered -> answered.concatMap(_ -> turns.next(pause()), 1))
                .mergeWith(hints.heard().doOnNext(_ -> turns.hasten()).then(Mono.never()))
                .mergeWith(history.watch().then(Mono.never()));
    }

    /** Enough operators have a new head: a good node hints at it as well. */
    void othersWentOn() {
        hints.othersWentOn();
    }

    /** What asking it for other things has taught. */
    Reading reading() {
        var now = node.health().now();
        return excluded.get() && now.state() == State.MISCONFIGURED ? NodeHealth.WELL : now;
    }

    /** It is of another chain: nobody asks it, until it is not. */
    void exclude(String why) {
        if (node.health().misconfigured(why)) {
            excluded.set(true);
        }
    }

    /** It is of this chain, as far as one knows. */
    void admit() {
        if (excluded.getAndSet(false)) {
            var _ = node.health().lift(State.MISCONFIGURED);
        }
    }

    /** Asks it less often, and which chain it is of each time, for as long as it has no use. */
    void doubt(boolean doubted, boolean foreign) {
        longestPause = foreign ? LONGEST_PAUSE : PAUSE_OF_USELESS;
        var _ = doubts.updateAndGet(now -> doubted ? Math.min(DOUBLINGS, now + 1) : 0);
    }

    private Duration pause() {
        var pause = poll.multipliedBy(1L << doubts.get());
        var longest = poll.compareTo(longestPause) > 0 ? poll : longestPause;
        return pause.compareTo(longest) > 0 ? longest : pause;
    }

    private Mono<Standing> hear() {
        turns.begin();
        return identify(polls.getAndIncrement()).flatMap(this::hear);
    }

    private Mono<Contact> identify(int poll) {
        var known = identity;
        return known instanceof Contact.Answering
                        && doubts.get() == 0
                        && poll % POLLS_BETWEEN_CHECKS != 0
                ? Mono.just(known)
                : identification.ask().doOnNext(it -> identity = it);
    }

    private Mono<Standing> hear(Contact contact) {
        return switch (contact) {
            case Contact.Answering _ -> ask(contact);
            case Contact.Foreign _, Contact.Silent _ ->
                    Mono.fromSupplier(() -> Standing.unknown(node, contact, clock.instant()));
        };
    }

    /** The time is taken first: what the node says was true then, or became true later. */
    private Mono<Standing> ask(Contact contact) {
        return Mono.fromSupplier(clock::instant).flatMap(asked -> ask(contact, asked));
    }

    private Mono<Standing> ask(Contact contact, Instant asked) {
        return Mono.zip(mark(node.insisting(), "latest"), tagged("safe"), tagged("finalized"))
                .doOnNext(it -> history.reaches(it.getT1().height()))
                .map(it ->
                        Standing.of(
                                node,
                                contact,
                                asked,
                                it.getT1(),
                                it.getT2(),
                                it.getT3(),
                                history.oldest()));
    }

    /** A node that does not know a tag, or is slow with it, has no say in it: only in the head. */
    private Mono<Mark> tagged(String tag) {
        return mark(node, tag).timeout(aside(patience)).onErrorReturn(Mark.NONE);
    }

    /** What does not decide whether a node has a head must not keep it from telling it either. */
    static Duration aside(Duration patience) {
        return patience.dividedBy(ASIDE);
    }

    private static Mono<Mark> mark(RpcNode node, String tag) {
        return node.call("eth_getBlockByNumber", List.of(tag, false), RpcHeader.class)
                .map(Mark::of);
    }

    /**
     * It may come back as another one, so that it is asked again which chain it is of; one that
     * wants fewer questions was not away.
     */
    private Mono<Standing> unheard(Throwable cause) {
        if (!wantsToBeLeftAlone(cause)) {
            identity = null;
        }
        var contact = new Contact.Silent(because(cause));
        return Mono.just(Standing.unknown(node, contact, clock.instant()));
    }

    private static boolean wantsToBeLeftAlone(Throwable cause) {
        return cause instanceof RpcFailure.Spared
                || (cause instanceof RpcFailure it && it.errorClass() == RpcErrorClass.RATE_LIMIT);
    }

    /** This is shown to people: what a node says in its own words may hold a key. */
    private static String because(Throwable cause) {
        return switch (cause) {
            case TimeoutException _ -> "too slow";
            case RpcFailure failure -> failure.shown();
            case Throwable other -> String.valueOf(other.getMessage());
        };
    }
}
