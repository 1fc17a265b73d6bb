package io.sluice.chain.evm;

import io.sluice.chain.Transfer.Grade;
import io.sluice.chain.family.ReadBlock;
import io.sluice.chain.rpc.Fanout;
import io.sluice.chain.rpc.RpcNode;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Reads a block from the first node that has it, proven against the hash that this node alone
 * names: somebody may be told of it, and nothing is counted. What was read is kept until enough
 * operators name the same hash, so that it is not asked for twice.
 */
final class EarlyBlocks {

    private static final Logger log = LoggerFactory.getLogger(EarlyBlocks.class);

    /** Later than this enough operators have it, or never will. */
    private static final Duration IN_TIME = Duration.ofSeconds(2);

    /** Who is further behind than this has other things to read. */
    private static final long NEAR_BLOCKS = 8;

    private final Fanout nodes;
    private final BlockCheck check;
    private final AtomicLong reached = new AtomicLong(Long.MIN_VALUE / 2);
    private final AtomicReference<@Nullable Early> kept = new AtomicReference<>();

    EarlyBlocks(Fanout nodes, BlockCheck check) {
        this.nodes = nodes.backfilling();
        this.check = check;
    }

    /** What one node tells of its head; empty when it cannot be so, or came too late. */
    Mono<ReadBlock> read(EarlyHead head) {
        return Mono.justOrEmpty(nodes.named(head.node()))
                .filter(_ -> head.height() - reached.get() <= NEAR_BLOCKS)
                .flatMap(node -> ask(node, head))
                .filter(read -> head.follows(read.parentHash()))
                .timeout(IN_TIME)
                .onErrorResume(cause -> {
                    log.debug("A head was not read early node={}", head.node(), cause);
                    return Mono.empty();
                });
    }

    /** A block whose hash was agreed on, if it was read early; who is watched is asked again. */
    Mono<ReadBlock> proven(long height, String hash) {
        return Mono.defer(() -> Mono.justOrEmpty(taken(height, hash)))
                .flatMap(early ->
                        check.checked(early.told(), height, hash)
                                .filter(checked -> checked.doubt().isEmpty())
                                .map(it ->
                                        it.block()
                                                .believed(Grade.CRYPTO, Set.of(early.operator()))))
                .onErrorResume(cause -> {
                    log.debug("What was read early is of no use block={}", hash, cause);
                    return Mono.empty();
                });
    }

    private Mono<ReadBlock> ask(RpcNode node, EarlyHead head) {
        return check.ask(node, head.hash())
                .flatMap(told ->
                        check.checked(told, head.height(), head.hash())
                                .filter(checked -> checked.doubt().isEmpty())
                                .doOnNext(_ ->
                                        kept.set(
                                                new Early(
                                                        head.hash(),
                                                        node.operator(),
                                                        told.withoutTranscripts())))
                                .map(it ->
                                        it.block()
                                                .believed(Grade.SINGLE, Set.of(node.operator()))));
    }

    private @Nullable Early taken(long height, String hash) {
        var _ = reached.accumulateAndGet(height, Math::max);
        var early = kept.get();
        return early != null && early.hash().equals(hash) && kept.compareAndSet(early, null)
                ? early
                : null;
    }

    private record Early(String hash, String operator, ToldBlock told) {}
}
