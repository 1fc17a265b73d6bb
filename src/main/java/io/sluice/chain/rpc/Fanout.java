package io.sluice.chain.rpc;

import io.sluice.platform.reactive.Answer;
import io.sluice.platform.reactive.FanOut;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Asks the nodes of one chain. Believes what a strict majority of the configured operators says,
 * and nobody alone.
 */
public final class Fanout {

    private static final Logger log = LoggerFactory.getLogger(Fanout.class);

    private final List<RpcNode> nodes;
    private final int needed;
    private final Duration patience;
    private final Set<Contradiction> contradicting = ConcurrentHashMap.newKeySet();

    public Fanout(List<RpcNode> nodes, int needed, Duration patience) {
        this.nodes = List.copyOf(nodes);
        this.needed = needed;
        this.patience = patience;
    }

    /** Who can be asked. */
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
        return FanOut.ask(nodes, patience, question)
                .scan(Votes.<T>none(), Fanout::count)
                .filter(votes -> votes.winner(needed).isPresent())
                .next()
                .switchIfEmpty(Mono.error(() -> new Undecided(kind + " " + which)))
                .map(votes -> winner(kind, which, votes));
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
        return Flux.fromIterable(nodes)
                .filter(node -> !without.contains(node.operator()))
                .concatMap(node -> FanOut.ask(List.of(node), patience, question))
                .ofType(Answer.Given.class)
                .next()
                .map(Fanout::<T>given)
                .switchIfEmpty(Mono.error(() -> new Undecided(kind + " " + which)));
    }

    /** Asks every node at once, and tells what became of each question. Never fails. */
    public <T> Flux<Answer<RpcNode, T>> everyone(Function<RpcNode, Mono<T>> question) {
        return FanOut.ask(nodes, patience, question);
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
        var against = votes.against(value);
        for (var operator : votes.byOperator().keySet()) {
            var contradiction = new Contradiction(operator, kind);
            if (!against.contains(operator)) {
                contradicting.remove(contradiction);
            } else if (contradicting.add(contradiction)) {
                log.warn(
                        "An operator contradicts the others operator={} about={} {}",
                        operator,
                        kind,
                        which);
            }
        }
        return new Agreed<>(value, votes.agreeing(value));
    }

    private record Contradiction(String operator, String kind) {}
}
