package io.sluice.chain.rpc;

import io.sluice.platform.reactive.Answer;
import io.sluice.platform.reactive.Answer.Failed;
import io.sluice.platform.reactive.Answer.Given;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * One question on its way round the nodes. As many are asked as could be enough; the next one when
 * one fails, or when one takes longer than it usually does and there are hedges left. Everything
 * happens in the signals of one stream, and so one after the other.
 */
final class Round<T> {

    private static final int MOST_HEDGES = 2;
    private static final Duration HEDGE_AGAIN_AFTER = Duration.ofMillis(250);

    /** After a second more it does not look slow, but dead: then it needs no hedge to go on. */
    private static final int HANGING = 4;

    private final Aim<T> aim;
    private final Ranking ranking;
    private final HedgeBudget hedging;
    private final Manner manner;
    private final Duration patience;
    private final Function<RpcNode, Mono<T>> question;
    private final Deque<Candidate> waiting = new ArrayDeque<>();
    private final Sinks.Many<Flight<T>> starts =
            Sinks.unsafe().many().unicast().onBackpressureBuffer();
    private int flying;
    private int late;
    private int hedges;

    Round(
            Aim<T> aim,
            Ranking ranking,
            HedgeBudget hedging,
            Manner manner,
            Duration patience,
            Function<RpcNode, Mono<T>> question) {
        this.aim = aim;
        this.ranking = ranking;
        this.hedging = hedging;
        this.manner = manner;
        this.patience = patience;
        this.question = question;
    }

    /** Answers as they come, until nobody is left to ask or patience is over. Never fails. */
    Flux<Answer<RpcNode, T>> among(List<RpcNode> nodes) {
        hedging.called();
        nodes.forEach(node -> waiting.add(Candidate.of(node)));
        advance();
        return starts.asFlux()
                .flatMap(this::events, Math.max(1, nodes.size()))
                .doOnNext(this::steer)
                .takeUntil(_ -> aim.lacking() <= 0)
                .<Answer<RpcNode, T>>handle((event, sink) -> {
                    if (event instanceof Event.Heard<T>(_, var answer)) {
                        sink.next(answer);
                    }
                })
                .take(patience)
                .contextWrite(RpcWire.LOSER);
    }

    private void steer(Event<T> event) {
        switch (event) {
            case Event.Heard<T>(var flight, var answer) -> heard(flight, answer);
            case Event.Late<T>(var flight, var times) -> overdue(flight, times >= HANGING);
        }
    }

    private void heard(Flight<T> flight, Answer<RpcNode, T> answer) {
        flying--;
        late -= flight.isLate() ? 1 : 0;
        if (answer instanceof Failed(_, RpcFailure.Spared spared)) {
            if (!flight.candidate().insisting() && spared.pause().compareTo(patience) < 0) {
                waiting.add(flight.candidate().again(spared.pause()));
            }
        } else {
            aim.hear(answer);
        }
        advance();
    }

    private void overdue(Flight<T> flight, boolean hanging) {
        if (!flight.isLate()
                && !waiting.isEmpty()
                && (hanging || (hedges < MOST_HEDGES && hedging.take()))) {
            flight.becomesLate();
            late++;
            hedges++;
            advance();
        }
    }

    private void advance() {
        while (flying - late < aim.lacking() && !waiting.isEmpty()) {
            var candidate = waiting.poll();
            if (aim.isOpenTo(candidate.node())) {
                flying++;
                // Refused when everybody has gone: then it does not matter.
                var _ = starts.tryEmitNext(new Flight<>(candidate));
            }
        }
        if (flying == 0) {
            var _ = starts.tryEmitComplete();
        }
    }

    private Flux<Event<T>> events(Flight<T> flight) {
        var node = flight.candidate().node();
        var late =
                Flux.interval(
                                flight.candidate().after().plus(ranking.hedgeAfter(node)),
                                HEDGE_AGAIN_AFTER)
                        .onBackpressureDrop()
                        .<Event<T>>map(times -> new Event.Late<>(flight, times));
        return Flux.merge(answer(flight), late).takeUntil(it -> it instanceof Event.Heard<T>);
    }

    private Mono<Event<T>> answer(Flight<T> flight) {
        var node = flight.candidate().node();
        var asked = Mono.defer(() -> flight.ask(ranking, manner, question));
        return (flight.candidate().after().isZero()
                        ? asked
                        : Mono.delay(flight.candidate().after()).then(asked))
                .<Answer<RpcNode, T>>map(value -> new Given<>(node, value))
                .onErrorResume(cause -> Mono.just(new Failed<>(node, cause)))
                .map(answer -> new Event.Heard<>(flight, answer));
    }

    /** What happens in a round. */
    private sealed interface Event<T> {

        record Heard<T>(Flight<T> flight, Answer<RpcNode, T> answer) implements Event<T> {}

        record Late<T>(Flight<T> flight, long times) implements Event<T> {}
    }
}
