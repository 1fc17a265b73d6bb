package io.sluice.chain.evm;

import io.sluice.chain.family.Movement;
import io.sluice.chain.family.ReadBlock;
import io.sluice.chain.family.Watched;
import io.sluice.chain.proof.BlockProof;
import io.sluice.chain.proof.ProofFailure;
import io.sluice.chain.proof.RpcTransaction;
import io.sluice.chain.rpc.RpcNode;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Reads and proves what one node tells. Everything in a block is proven but who a transaction is
 * from: that takes a signature's recovery, ten times as long as all the rest, and is done for those
 * that pay somebody who is watched. Of the others the sender is the node's word.
 */
final class BlockCheck {

    /** Milliseconds of computing, and the event loops serve everybody. */
    private static final Scheduler PROVING = Schedulers.boundedElastic();

    private final BlockSource source = new BlockSource();
    private final BlockDecoder decoder;
    private final String family;
    private final Watched watched;

    BlockCheck(BlockDecoder decoder, String family, Watched watched) {
        this.decoder = decoder;
        this.family = family;
        this.watched = watched;
    }

    /** What {@code node} tells, unproven. */
    Mono<ReadBlock> told(RpcNode node, long height, String hash) {
        return source.ask(node, hash).flatMap(told -> decoded(told, height, hash));
    }

    /** What {@code node} tells, and whether it is proven. */
    Mono<Checked> checked(RpcNode node, long height, String hash) {
        return source.ask(node, hash).flatMap(told -> checked(told, height, hash));
    }

    private Mono<Checked> checked(ToldBlock told, long height, String hash) {
        return decoded(told, height, hash)
                .flatMap(read -> checked(told, read, new BlockProof(hash)));
    }

    private Mono<ReadBlock> decoded(ToldBlock told, long height, String hash) {
        return Mono.fromCallable(() -> decoder.decode(height, hash, told)).subscribeOn(PROVING);
    }

    private Mono<Checked> checked(ToldBlock told, ReadBlock read, BlockProof proof) {
        return prove(told, read, proof)
                .thenReturn(Checked.proven(read))
                .onErrorResume(
                        ProofFailure.class, failure -> Mono.just(Checked.doubted(read, failure)));
    }

    private Mono<Void> prove(ToldBlock told, ReadBlock read, BlockProof proof) {
        return Mono.<Void>fromRunnable(() -> proof.contents(told.block(), told.receipts()))
                .subscribeOn(PROVING)
                .then(Mono.defer(() -> matched(read.movements())))
                .flatMap(matched -> proveSenders(among(told, matched), proof));
    }

    private static Mono<Void> proveSenders(Collection<RpcTransaction> sent, BlockProof proof) {
        return sent.isEmpty()
                ? Mono.empty()
                : Mono.<Void>fromRunnable(() -> proof.senders(sent)).subscribeOn(PROVING);
    }

    /** The transactions that pay somebody who is watched. */
    private Mono<Set<String>> matched(List<Movement> movements) {
        if (movements.isEmpty()) {
            return Mono.just(Set.of());
        }
        var receivers = movements.stream().map(Movement::receiver).collect(Collectors.toSet());
        return watched.among(family, receivers)
                .map(ours ->
                        movements.stream()
                                .filter(it -> ours.contains(it.receiver()))
                                .map(Movement::transaction)
                                .collect(Collectors.toSet()));
    }

    private static Collection<RpcTransaction> among(ToldBlock told, Set<String> hashes) {
        return hashes.isEmpty()
                ? List.of()
                : Objects.requireNonNull(told.block().transactions()).stream()
                        .filter(sent -> hashes.contains(Hex.hash(sent.hash())))
                        .toList();
    }
}
