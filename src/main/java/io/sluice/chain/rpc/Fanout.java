package io.sluice.chain.rpc;

import io.sluice.platform.reactive.Answer;
import io.sluice.platform.reactive.FanOut;
import java.time.Duration;
import java.util.List;
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
    private final Contradictions contradictions = new Contradictions();

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
    }

    /** All that are configured, whether they are asked or not. */
    public List<RpcNode> nodes() {
        return nodes;
    }

    /**
     * Asks every node at once and gives the first value that enough operators say, without waiting
     * for the others. Fails with {@link Undecided} when no value gets there in time.
     *
     * @param kind what is asked, for the log: an operator that contradicts is named once for each
     *     kind, until it agrees on that kind again
     * @param which of that kind
     */
    public <T> Mono<Agreed<T>> agree(
            String kind, Object which, Function<RpcNode, Mono<T>> question) {
        return Mono.defer(() -> agree(kind, which, question, accusations(kind, which)));
    }

    private <T> Mono<Agreed<T>> agree(
            String kind,
            Object which,
            Function<RpcNode, Mono<T>> question,
            Accusations accusations) {
        return everyone(question)
                .doOnNext(accusations::hear)
                .scan(Votes.<T>none(), Fanout::count)
                .filter(votes -> votes.winner(needed).isPresent())
                .next()
                .switchIfEmpty(Mono.error(() -> new Undecided(kind + " " + which)))
                .map(votes -> winner(kind, which, votes))
                .doOnNext(agreed -> accusations.convict(agreed.operators()));
    }

    /**
     * Asks one node after the other until one gives a valid answer, and a next one as well when the
     * first is slow: one node's word, for what can be verified without believing it. Fails with
     * {@link Undecided} when none does.
     *
     * @param without operators whose word is not wanted
     * @param question fails with {@link RpcFailure} when the answer is not valid
     */
    public <T> Mono<Answer.Given<RpcNode, T>> first(
            String kind, Object which, Set<String> without, Function<RpcNode, Mono<T>> question) {
        return Mono.defer(() -> first(kind, which, without, question, accusations(kind, which)));
    }

    private <T> Mono<Answer.Given<RpcNode, T>> first(
            String kind,
            Object which,
            Set<String> without,
            Function<RpcNode, Mono<T>> question,
            Accusations accusations) {
        return Flux.fromIterable(heard())
                .filter(node -> !without.contains(node.operator()))
                .concatMap(node -> FanOut.ask(List.of(node), patience, question))
                .doOnNext(accusations::hear)
                .ofType(Answer.Given.class)
                .next()
                .map(Fanout::<T>given)
                .switchIfEmpty(Mono.error(() -> new Undecided(kind + " " + which)))
                .doOnNext(it -> accusations.convict(Set.of(it.source().operator())));
    }

    /** Asks every node at once, and tells what became of each question. Never fails. */
    public <T> Flux<Answer<RpcNode, T>> everyone(Function<RpcNode, Mono<T>> question) {
        return Flux.defer(() -> FanOut.ask(heard(), patience, question));
    }

    private List<RpcNode> heard() {
        return nodes.stream().filter(node -> node.health().isHeard()).toList();
    }

    private Accusations accusations(String kind, Object which) {
        return new Accusations(kind + " " + which, onForgery);
    }

    @SuppressWarnings("unchecked")
    private static <T> Answer.Given<RpcNode, T> given(Answer.Given<?, ?> answer) {
        return (Answer.Given<RpcNode, T>) answer;
    }

    private static <T> Votes<T> count(Votes<T> votes, Answer<RpcNode, T> answer) {
        return switch (answer) {
            case Answer.Given<RpcNode, T>(var node, var value) ->
                    votes.cast(node.operator(), value);
            case Answer.Failed<RpcNode, T> _ -> votes;
        };
    }

    private <T> Agreed<T> winner(String kind, Object which, Votes<T> votes) {
        var value = votes.winner(needed).orElseThrow();
        contradictions.compare(kind, which, votes, value);
        return new Agreed<>(value, votes.agreeing(value));
    }
}
