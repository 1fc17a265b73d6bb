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
import reactor.core.publisher.Mono;

/** Believes what a strict majority of the configured operators says, and nobody alone. */
public final class Quorum {

    private static final Logger log = LoggerFactory.getLogger(Quorum.class);

    private final List<RpcNode> nodes;
    private final int needed;
    private final Duration patience;
    private final Set<Contradiction> contradicting = ConcurrentHashMap.newKeySet();

    public Quorum(List<RpcNode> nodes, int needed, Duration patience) {
        this.nodes = List.copyOf(nodes);
        this.needed = needed;
        this.patience = patience;
    }

    /**
     * Asks every node at once and gives the first value that enough operators say, without waiting
     * for the others. Fails with {@link Undecided} when no value gets there in time.
     *
     * @param kind what is asked, for the log: an operator that contradicts is named once for each
     *     kind, until it agrees on that kind again
     * @param which of that kind
     */
    public <T> Mono<T> agree(String kind, Object which, Function<RpcNode, Mono<T>> question) {
        return FanOut.ask(nodes, patience, question)
                .scan(Votes.<T>none(), Quorum::count)
                .filter(votes -> votes.winner(needed).isPresent())
                .next()
                .switchIfEmpty(Mono.error(() -> new Undecided(kind + " " + which)))
                .map(votes -> winner(kind, which, votes));
    }

    private static <T> Votes<T> count(Votes<T> votes, Answer<RpcNode, T> answer) {
        return switch (answer) {
            case Answer.Given<RpcNode, T>(var node, var value) ->
                    votes.cast(node.operator(), value);
            case Answer.Failed<RpcNode, T> _ -> votes;
        };
    }

    private <T> T winner(String kind, Object which, Votes<T> votes) {
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
        return value;
    }

    private record Contradiction(String operator, String kind) {}
}
