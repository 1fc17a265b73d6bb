package io.sluice.chain.evm;

import io.sluice.chain.Transfer.Grade;
import io.sluice.chain.evm.Checked.Doubt;
import io.sluice.chain.family.ReadBlock;
import io.sluice.chain.rpc.Agreed;
import io.sluice.chain.rpc.Fanout;
import io.sluice.chain.rpc.RpcFailure;
import io.sluice.chain.rpc.RpcNode;
import io.sluice.chain.rpc.Undecided;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import reactor.core.publisher.Mono;

/**
 * Blocks whose hash was agreed on. The fastest node may tell one, for it cannot forge what the hash
 * covers; where a chain's hashes do not cover all that nodes tell, a quorum must tell the same.
 */
final class EvmBlocks {

    private static final String BLOCK = "block";

    private final Fanout nodes;
    private final BlockCheck check;
    private final Peculiarities peculiarities;
    private final EarlyBlocks early;

    EvmBlocks(Fanout nodes, BlockCheck check, Peculiarities peculiarities, EarlyBlocks early) {
        this.nodes = nodes;
        this.check = check;
        this.peculiarities = peculiarities;
        this.early = early;
    }

    /** The same, asking {@code others}: what is learnt of the chain is learnt for both. */
    EvmBlocks asking(Fanout others) {
        return new EvmBlocks(others, check, peculiarities, early);
    }

    /** A head that one node names, where its hash proves it: that node's word all the same. */
    Mono<ReadBlock> early(EarlyHead head) {
        return Mono.defer(() -> peculiarities.none() ? early.read(head) : Mono.empty());
    }

    /** The block at {@code height}, proven or told by a quorum; {@link Undecided} otherwise. */
    Mono<ReadBlock> read(long height, String hash) {
        return Mono.defer(() ->
                peculiarities.none()
                        ? early.proven(height, hash)
                                .switchIfEmpty(
                                        Mono.defer(() -> provenOrAgreed(height, hash, Set.of())))
                        : agreed(height, hash));
    }

    /**
     * The same, told by others than {@code operators}: proven, or one operator's word. Where it
     * cannot be proven a quorum is believed, whoever is in it.
     */
    Mono<ReadBlock> readAgain(long height, String hash, Set<String> operators) {
        return Mono.defer(() ->
                peculiarities.none()
                        ? provenOrAgreed(height, hash, operators)
                        : told(height, hash, operators));
    }

    private Mono<ReadBlock> provenOrAgreed(long height, String hash, Set<String> without) {
        var doubted = new AtomicBoolean();
        return proven(height, hash, without, doubted)
                .onErrorResume(
                        Undecided.class,
                        cause ->
                                doubted.get() ? checkedAndAgreed(height, hash) : Mono.error(cause));
    }

    private Mono<ReadBlock> proven(
            long height, String hash, Set<String> without, AtomicBoolean doubted) {
        return nodes.first(BLOCK, hash, without, node -> proven(node, height, hash, doubted))
                .map(it -> it.value().believed(Grade.CRYPTO, Set.of(it.source().operator())))
                .doOnNext(peculiarities::proven);
    }

    private Mono<ReadBlock> proven(RpcNode node, long height, String hash, AtomicBoolean doubted) {
        return check.checked(node, height, hash)
                .doOnNext(checked -> checked.doubt().ifPresent(_ -> doubted.set(true)))
                .map(checked -> proven(node, checked));
    }

    private static ReadBlock proven(RpcNode node, Checked checked) {
        checked.doubt().ifPresent(doubt -> refuse(node, doubt));
        return checked.block();
    }

    private static void refuse(RpcNode node, Doubt doubt) {
        var message =
                "%s told a block whose hash does not bear it out: %s"
                        .formatted(node.name(), doubt.check());
        throw doubt.isLie()
                ? new RpcFailure.Forged(message, doubt.exhibit().get())
                : new RpcFailure.Malformed(message);
    }

    private Mono<ReadBlock> agreed(long height, String hash) {
        return peculiarities.canBeProven()
                ? checkedAndAgreed(height, hash)
                : nodes.agree(BLOCK, hash, node -> check.told(node, height, hash))
                        .map(it -> it.value().believed(Grade.QUORUM, it.operators()));
    }

    private Mono<ReadBlock> told(long height, String hash, Set<String> operators) {
        return nodes.first(BLOCK, hash, operators, node -> check.told(node, height, hash))
                .map(it -> it.value().believed(Grade.SINGLE, Set.of(it.source().operator())));
    }

    /**
     * Enough operators tell the same, proven or not. They need not fail the same check, nor must
     * all fail: one that leaves something out says what the others say.
     */
    private Mono<ReadBlock> checkedAndAgreed(long height, String hash) {
        return Mono.defer(() -> {
            var opinions = new Opinions();
            return nodes.agree(BLOCK, hash, node -> opinion(opinions, node, height, hash))
                    .map(agreed -> believed(agreed, opinions, hash));
        });
    }

    private Mono<ReadBlock> opinion(Opinions opinions, RpcNode node, long height, String hash) {
        return check.checked(node, height, hash).doOnNext(opinions::hear).map(Checked::block);
    }

    private ReadBlock believed(Agreed<ReadBlock> agreed, Opinions opinions, String hash) {
        if (opinions.proves(agreed.value())) {
            peculiarities.proven(agreed.value());
            return agreed.value().believed(Grade.CRYPTO, agreed.operators());
        }
        if (!opinions.areAllDoubts()
                || !peculiarities.explain(opinions.mildest(), agreed.operators(), hash)) {
            throw new Undecided(BLOCK + " " + hash);
        }
        return agreed.value().believed(Grade.QUORUM, agreed.operators());
    }
}
