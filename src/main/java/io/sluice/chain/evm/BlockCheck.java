package io.sluice.chain.evm;

import io.sluice.chain.family.Mined;
import io.sluice.chain.family.Movement;
import io.sluice.chain.family.ReadBlock;
import io.sluice.chain.family.Watched;
import io.sluice.chain.proof.BlockProof;
import io.sluice.chain.proof.ProofFailure;
import io.sluice.chain.proof.RpcTransaction;
import io.sluice.chain.rpc.RpcNode;
import io.sluice.money.ChainId;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Reads and proves what one node tells. Everything in a block is proven but who a transaction is
 * from: that takes a signature's recovery, ten times as long as all the rest, and is done for those
 * that pay somebody who is watched, and for all whose nonce is that of a transaction which one of
 * them may replace. The nonce is proven, so that a false sender neither makes a replacement nor
 * hides one. Of the others the sender is the node's word: that of coins a contract sends on, and of
 * what takes the place of a transaction that was only stored while its block was being taken in.
 */
final class BlockCheck {

    /** Milliseconds of computing, and the event loops serve everybody. */
    private static final Scheduler PROVING = Schedulers.boundedElastic();

    private final BlockSource source = new BlockSource();
    private final BlockDecoder decoder;
    private final ChainId chain;
    private final Watched watched;

    BlockCheck(BlockDecoder decoder, ChainId chain, Watched watched) {
        this.decoder = decoder;
        this.chain = chain;
        this.watched = watched;
    }

    /** What {@code node} tells, unproven. */
    Mono<ReadBlock> told(RpcNode node, long height, String hash) {
        return source.ask(node, hash).flatMap(told -> decoded(told, height, hash));
    }

    /** What {@code node} tells, and whether it is proven. */
    Mono<Checked> checked(RpcNode node, long height, String hash) {
        return ask(node, hash).flatMap(told -> checked(told, height, hash));
    }

    /** What {@code node} tells, as it tells it. */
    Mono<ToldBlock> ask(RpcNode node, String hash) {
        return source.ask(node, hash);
    }

    /** What was told, and whether it is proven. */
    Mono<Checked> checked(ToldBlock told, long height, String hash) {
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
                        ProofFailure.class,
                        failure -> Mono.just(Checked.doubted(read, failure, told)));
    }

    private Mono<Void> prove(ToldBlock told, ReadBlock read, BlockProof proof) {
        return Mono.<Void>fromRunnable(() -> proof.contents(told.block(), told.receipts()))
                .subscribeOn(PROVING)
                .then(Mono.defer(() -> mattering(read)))
                .flatMap(matched -> proveSenders(among(told, matched), proof));
    }

    private static Mono<Void> proveSenders(Collection<RpcTransaction> sent, BlockProof proof) {
        return sent.isEmpty()
                ? Mono.empty()
                : Mono.<Void>fromRunnable(() -> proof.senders(sent)).subscribeOn(PROVING);
    }

    /** The transactions whose sender somebody will go by. */
    private Mono<Set<String>> mattering(ReadBlock read) {
        return Mono.zip(paying(read.movements()), deciding(read.mined()), BlockCheck::joined);
    }

    private static Set<String> joined(Set<String> some, Set<String> others) {
        return Stream.concat(some.stream(), others.stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    private Mono<Set<String>> deciding(List<Mined> mined) {
        if (mined.isEmpty()) {
            return Mono.just(Set.of());
        }
        var nonces = mined.stream().map(Mined::nonce).collect(Collectors.toSet());
        return watched.undecided(chain, nonces)
                .map(undecided ->
                        mined.stream()
                                .filter(it -> undecided.contains(it.nonce()))
                                .map(Mined::transaction)
                                .collect(Collectors.toSet()));
    }

    private Mono<Set<String>> paying(List<Movement> movements) {
        if (movements.isEmpty()) {
            return Mono.just(Set.of());
        }
        var receivers = movements.stream().map(Movement::receiver).collect(Collectors.toSet());
        return watched.among(chain.family(), receivers)
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
