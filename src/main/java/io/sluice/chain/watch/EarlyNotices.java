package io.sluice.chain.watch;

import io.sluice.chain.ChainView;
import io.sluice.chain.TransferListener;
import io.sluice.chain.family.BlockListener;
import io.sluice.chain.family.ChainReader;
import io.sluice.chain.family.ReadBlock;
import io.sluice.money.ChainId;
import io.sluice.platform.database.Database;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Tells of transfers in a block that one node has before enough others do. They are shown as on
 * their way and decide nothing; whatever block is then read at that height, they are gone with it.
 */
@Component
final class EarlyNotices implements BlockListener {

    private static final Logger log = LoggerFactory.getLogger(EarlyNotices.class);

    private static final Duration SWEEP = Duration.ofSeconds(30);

    private final Database database;
    private final PostgresEarlyTransfers store;
    private final ObjectProvider<TransferListener> listeners;

    /** Of which there is nothing to forget: so it is after most blocks. */
    private final Set<ChainId> without = ConcurrentHashMap.newKeySet();

    EarlyNotices(
            Database database,
            PostgresEarlyTransfers store,
            ObjectProvider<TransferListener> listeners) {
        this.database = database;
        this.store = store;
        this.listeners = listeners;
    }

    /**
     * Tells what {@code reader} hears early.
     *
     * @param guard fails when somebody else watches the chain by now, and with it this
     */
    Flux<Void> follow(ChainId chain, ChainReader reader, Mono<Void> guard) {
        return Flux.defer(() -> hear(chain, reader, guard));
    }

    /** Whoever had the chain in between may have left something. */
    private Flux<Void> hear(ChainId chain, ChainReader reader, Mono<Void> guard) {
        without.remove(chain);
        return Flux.merge(
                reader.early()
                        .filter(read -> !read.movements().isEmpty())
                        .onBackpressureLatest()
                        .concatMap(read -> keep(chain, read, guard), 0),
                Flux.interval(SWEEP).onBackpressureDrop().concatMap(_ -> endOld(chain, guard), 0));
    }

    @Override
    public Flux<String> included(ChainView view, List<ReadBlock> reads) {
        return without.contains(view.chain())
                ? Flux.empty()
                : store.forget(view.chain(), view.height())
                        .switchIfEmpty(Flux.defer(() -> nothingIsLeft(view.chain())));
    }

    @Override
    public Flux<String> retreated(ChainView view) {
        return Flux.empty();
    }

    /** What is forgotten in a unit that fails is there again: one more block looks for it. */
    private Flux<String> nothingIsLeft(ChainId chain) {
        without.add(chain);
        return Flux.empty();
    }

    /** One block, as one node tells it. Never fails: no more than a first word is lost. */
    Mono<Void> keep(ChainId chain, ReadBlock read, Mono<Void> guard) {
        var kept = guard.doOnSuccess(_ -> without.remove(chain));
        return tell(chain, kept.thenMany(Flux.defer(() -> store.keep(chain, read))));
    }

    /** What nobody else ever told, on a chain that stands still. */
    private Mono<Void> endOld(ChainId chain, Mono<Void> guard) {
        return without.contains(chain)
                ? Mono.empty()
                : tell(chain, guard.thenMany(Flux.defer(() -> store.forgetOld(chain))));
    }

    private Mono<Void> tell(ChainId chain, Flux<String> touched) {
        return touched.distinct()
                .collectList()
                .filter(addresses -> !addresses.isEmpty())
                .flatMap(addresses -> tell(chain.family(), addresses))
                .as(database::atomically)
                .onErrorResume(cause -> {
                    log.debug("A first word was not told chain={}", chain, cause);
                    return Mono.empty();
                });
    }

    private Mono<Void> tell(String family, Collection<String> addresses) {
        return Flux.fromStream(listeners::orderedStream)
                .concatMap(it -> it.noticed(family, addresses))
                .then();
    }
}
