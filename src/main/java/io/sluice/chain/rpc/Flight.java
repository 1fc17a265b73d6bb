package io.sluice.chain.rpc;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/** One node being asked in a round; what becomes of it goes on the node's track. */
final class Flight<T> {

    private final Candidate candidate;
    private final AtomicBoolean landed = new AtomicBoolean();
    private boolean late;

    Flight(Candidate candidate) {
        this.candidate = candidate;
    }

    Candidate candidate() {
        return candidate;
    }

    boolean isLate() {
        return late;
    }

    void becomesLate() {
        late = true;
    }

    Mono<T> ask(Ranking ranking, Manner manner, Function<RpcNode, Mono<T>> question) {
        var node = candidate.node();
        var track = ranking.track(node);
        var since = ranking.nanos().getAsLong();
        return question.apply(node.as(candidate.insisting() ? manner.insistent() : manner))
                .switchIfEmpty(
                        Mono.error(() -> new RpcFailure.Missing(node.name() + " gave no answer")))
                .doOnNext(_ -> land(() -> answered(track, ranking, since)))
                .doOnError(cause -> land(() -> failed(track, ranking, since, cause)))
                .doOnCancel(() -> land(() -> track.abandoned(elapsed(ranking, since))));
    }

    private void land(Runnable note) {
        if (landed.compareAndSet(false, true)) {
            note.run();
        }
    }

    private static void answered(Track track, Ranking ranking, long since) {
        track.answered(elapsed(ranking, since), ranking.nanos().getAsLong());
    }

    /** An answer that comes as an error is one. Who is spared goes behind the others too. */
    private static void failed(Track track, Ranking ranking, long since, Throwable cause) {
        if (cause instanceof RpcFailure it && it.consequence() == Consequence.ANSWERED) {
            answered(track, ranking, since);
        } else {
            track.failed(ranking.nanos().getAsLong());
        }
    }

    private static long elapsed(Ranking ranking, long since) {
        return ranking.nanos().getAsLong() - since;
    }
}
