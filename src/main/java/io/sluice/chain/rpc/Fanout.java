package io.sluice.chain.rpc;

import io.sluice.platform.reactive.Answer;
import io.sluice.platform.reactive.FanOut;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Asks the nodes of one chain. Believes what a strict majority of the configured operators says,
 * and nobody alone. Nodes that lie or cannot serve us are not asked, and their operators' votes are
 * missing then: the majority stays one of all that are configured.
 */
public final class Fanout {

    private final List<RpcNode> nodes;
    private final int needed;
    private final Duration patience;
    private final Consumer<Forgery> onForgery;
    private final Jury jury;
    private final Contradictions contradictions;
    private final Rankings rankings;
    private final HedgeBudget hedging;
    private final Manner manner;

    public Fanout(List<RpcNode> nodes, int needed, Duration patience) {
        this(nodes, needed, patience, _ -> {});
    }

    /**
     * @param onForgery hears of each node that is quarantined for a lie
     */
    Fanout(List<RpcNode> nodes, int needed, Duration patience, Consumer<Forgery> onForgery) {
        this.nodes = List.copyOf(nodes);
        this.needed = needed;
        this.patience = patience;
        this.onForgery = onForgery;
        jury = new Jury(this.nodes, needed);
        contradictions = new Contradictions();
        rankings = new Rankings(this.nodes);
        hedging = new HedgeBudget();
        manner = Manner.USUAL;
        var gates = nodes.stream().map(node -> node.endpoint().gate()).toList();
        gates.forEach(gate -> gate.joins(gates, needed));
    }

    private Fanout(Fanout same, Manner manner) {
        nodes = same.nodes;
        needed = same.needed;
        patience = same.patience;
        onForgery = same.onForgery;
        jury = same.jury;
        contradictions = same.contradictions;
        rankings = same.rankings;
        // What others go before must not use up what hedges them.
        hedging = new HedgeBudget();
        this.manner = manner;
    }

    /** All that are configured, whether they are asked or not. */
    public List<RpcNode> nodes() {
        return nodes;
    }

    /** One of them, if it is asked at all. */
    public Optional<RpcNode> named(String name) {
        return nodes.stream()
                .filter(it -> it.name().equals(name) && isAsked(it))
                .map(it -> it.as(manner))
                .findFirst();
    }

    /** The same nodes, for questions that others go before. */
    public Fanout backfilling() {
        return new Fanout(this, new Manner(Priority.BACKFILL, false, false));
    }

    /**
     * Gives the first value that enough operators say. As many are asked at once as could be
     * enough; others when one fails, contradicts, or is slow. Fails with {@link Undecided} when no
     * value gets there in time.
     *
     * @param kind what is asked, one of a few: nodes are ranked by each, and an operator that
     *     contradicts is named once for each, until it agrees on that kind again
     * @param which of that kind
     */
    public <T> Mono<Agreed<T>> agree(
            String kind, Object which, Function<RpcNode, Mono<T>> question) {
        return Mono.defer(() -> agree(new Majority<>(needed), kind, which, question));
    }

    private <T> Mono<Agreed<T>> agree(
            Majority<T> majority, String kind, Object which, Function<RpcNode, Mono<T>> question) {
        var accusations = accusations(kind, which);
        return round(majority, kind, manner.voting(), question)
                .among(oneOfEachFirst(asked(kind, Set.of())))
                .doOnNext(accusations::hear)
                .then(Mono.fromSupplier(() -> winner(kind, which, majority.votes())))
                .doOnNext(agreed -> accusations.convict(agreed.operators()));
    }

    /**
     * Gives the first valid answer: one node's word, for what can be verified without believing it.
     * The best node is asked first, a next one when it fails or is slow, and those who lose are
     * cancelled. Fails with {@link Undecided} when none gives one in time, and with {@link
     * RpcFailure} when the answer is one: what was called said no.
     *
     * @param without operators whose word is not wanted
     * @param question fails with {@link RpcFailure} when the answer is not valid
     */
    public <T> Mono<Answer.Given<RpcNode, T>> first(
            String kind, Object which, Set<String> without, Function<RpcNode, Mono<T>> question) {
        return Mono.defer(() -> first(new Single<>(), kind, which, without, question));
    }

    private <T> Mono<Answer.Given<RpcNode, T>> first(
            Single<T> single,
            String kind,
            Object which,
            Set<String> without,
            Function<RpcNode, Mono<T>> question) {
        var accusations = accusations(kind, which);
        return round(single, kind, manner, question)
                .among(asked(kind, without))
                .doOnNext(accusations::hear)
                .filter(Single::isAnswer)
                .next()
                .switchIfEmpty(Mono.error(() -> new Undecided(kind + " " + which)))
                .map(Fanout::given)
                .doOnNext(it -> accusations.convict(Set.of(it.source().operator())));
    }

    /**
     * Asks every node at once, resting ones too, and tells what became of each question. Never
     * fails.
     */
    public <T> Flux<Answer<RpcNode, T>> everyone(Function<RpcNode, Mono<T>> question) {
        return Flux.defer(() ->
                FanOut.ask(
                        nodes.stream().filter(Fanout::isAsked).toList(),
                        patience,
                        node -> question.apply(node.as(manner.insistent()))));
    }

    private <T> Round<T> round(
            Aim<T> aim, String kind, Manner how, Function<RpcNode, Mono<T>> question) {
        return new Round<>(aim, rankings.of(kind), hedging, how, patience, question);
    }

    private List<RpcNode> asked(String kind, Set<String> without) {
        return rankings.of(kind).now().stream()
                .filter(Fanout::isAsked)
                .filter(node -> !without.contains(node.operator()))
                .toList();
    }

    private static boolean isAsked(RpcNode node) {
        return node.endpoint().gate().isAsked();
    }

    /** A second node of an operator adds no vote while the first one gives it. */
    private static List<RpcNode> oneOfEachFirst(List<RpcNode> nodes) {
        var operators = new HashSet<String>();
        var first = new ArrayList<RpcNode>();
        var second = new ArrayList<RpcNode>();
        nodes.forEach(node -> (operators.add(node.operator()) ? first : second).add(node));
        first.addAll(second);
        return first;
    }

    private Accusations accusations(String kind, Object which) {
        return new Accusations(jury, kind + " " + which, onForgery);
    }

    private static <T> Answer.Given<RpcNode, T> given(Answer<RpcNode, T> answer) {
        return switch (answer) {
            case Answer.Given<RpcNode, T> given -> given;
            case Answer.Failed<RpcNode, T>(_, RpcFailure failure) -> throw failure;
            case Answer.Failed<RpcNode, T>(_, var cause) ->
                    throw new IllegalStateException("no answer", cause);
        };
    }

    private <T> Agreed<T> winner(String kind, Object which, Votes<T> votes) {
        var value = votes.winner(needed).orElseThrow(() -> new Undecided(kind + " " + which));
        contradictions.compare(kind, which, votes, value);
        rankings.of(kind).contradicted(votes.against(value));
        return new Agreed<>(value, votes.agreeing(value));
    }
}
