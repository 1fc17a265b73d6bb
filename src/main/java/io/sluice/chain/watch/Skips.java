package io.sluice.chain.watch;

import io.sluice.chain.ChainView;
import io.sluice.chain.family.ChainReader;
import io.sluice.chain.rpc.Undecided;
import io.sluice.money.ChainId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Has a chain go on without the block it is stuck at, when a person says so. What the block is
 * called is never taken from that person alone: what comes after it must hang on it.
 */
final class Skips {

    private static final Logger log = LoggerFactory.getLogger(Skips.class);

    private final CursorStore cursors;
    private final Corrections corrections;

    Skips(CursorStore cursors, Corrections corrections) {
        this.cursors = cursors;
        this.corrections = corrections;
    }

    /**
     * Skips the block at {@code height}; fails with {@link SkipRefused} unless the chain is stuck
     * exactly there.
     *
     * @param hash what it must be called; null to take what the nodes call it
     */
    Mono<ChainView> skip(
            ChainId chain, ChainReader reader, long height, @Nullable String hash, String note) {
        return cursors.load(chain)
                .filter(cursor -> cursor.height() + 1 == height)
                .switchIfEmpty(refused("the chain is not stuck at this block"))
                .flatMap(cursor ->
                        skipped(reader, cursor, hash)
                                .flatMap(it -> corrections.skip(cursor, it, note)))
                .onErrorResume(CursorMoved.class, _ -> refused("the chain is not stuck there"))
                .doOnNext(gap ->
                        log.warn(
                                "A block was skipped chain={} height={} hash={} note={}",
                                chain,
                                gap.height(),
                                gap.hash(),
                                note));
    }

    private static Mono<String> skipped(
            ChainReader reader, ChainView cursor, @Nullable String hash) {
        var height = cursor.height() + 1;
        return reader.agreedHash(height)
                .onErrorResume(Undecided.class, _ -> parentOf(reader, height + 1))
                .filter(known -> hash == null || known.equalsIgnoreCase(hash))
                .switchIfEmpty(refused("the block is called otherwise"))
                .delayUntil(_ -> requireStillBelow(reader, cursor))
                .onErrorResume(
                        Undecided.class,
                        _ -> refused("too few nodes say what the block is called; try again"));
    }

    private static Mono<String> parentOf(ChainReader reader, long height) {
        return reader.agreedHash(height)
                .flatMap(hash -> reader.read(height, hash))
                .map(read -> read.parentHash());
    }

    /** Asked last: were the block below another one now, the skipped one could hang on that. */
    private static Mono<String> requireStillBelow(ChainReader reader, ChainView cursor) {
        return reader.agreedHash(cursor.height())
                .filter(cursor.hash()::equals)
                .switchIfEmpty(refused("the block below it is another one now"));
    }

    private static <T> Mono<T> refused(String reason) {
        return Mono.error(() -> new SkipRefused(reason));
    }
}
