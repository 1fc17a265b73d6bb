package io.sluice.chain.nodes;

import io.sluice.chain.network.ChainProperties;
import io.sluice.money.ChainId;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Writes down what this replica hears of the chains it watches: soon when something changed, and
 * now and then to show that somebody still listens.
 */
@Component
final class ReportWriter implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(ReportWriter.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** Of the pauses, without news. */
    private static final int SILENCE = 5;

    private final ChainProperties properties;
    private final HeadBoard board;
    private final PostgresReports reports;
    private final Map<ChainId, Written> written = new HashMap<>();

    private Disposable running = Disposables.disposed();

    ReportWriter(ChainProperties properties, HeadBoard board, PostgresReports reports) {
        this.properties = properties;
        this.board = board;
        this.reports = reports;
    }

    @Override
    public void start() {
        running =
                writeAll()
                        .repeatWhen(done -> done.delayElements(PAUSE))
                        .subscribe(
                                _ -> {},
                                cause -> log.error("Chains are not reported any more", cause));
    }

    @Override
    public void stop() {
        running.dispose();
    }

    @Override
    public boolean isRunning() {
        return !running.isDisposed();
    }

    /** One turn: what there is to say of each chain. */
    Mono<Void> writeAll() {
        return Flux.fromIterable(properties.chains())
                .concatMap(network -> write(network.id()).onErrorResume(this::failed))
                .then();
    }

    private Mono<Void> write(ChainId chain) {
        return Mono.defer(() -> Mono.justOrEmpty(board.look(chain)))
                .filter(report -> isDue(chain, report.asHeardAtNoTime()))
                .flatMap(report -> reports.write(chain, report));
    }

    private boolean isDue(ChainId chain, ChainReport news) {
        var last = written.getOrDefault(chain, new Written(null, 0));
        var due = last.turns() + 1 >= SILENCE || !news.equals(last.report());
        written.put(chain, due ? new Written(news, 0) : last.oneMoreTurn());
        return due;
    }

    private Mono<Void> failed(Throwable cause) {
        log.debug("A chain could not be reported", cause);
        written.clear();
        return Mono.empty();
    }

    private record Written(@Nullable ChainReport report, int turns) {

        Written oneMoreTurn() {
            return new Written(report, turns + 1);
        }
    }
}
