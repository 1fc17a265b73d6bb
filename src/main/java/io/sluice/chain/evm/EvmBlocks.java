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
    private final Fanout later;
    private final BlockCheck check;
    private final Peculiarities peculiarities;

    EvmBlocks(Fanout nodes, BlockCheck check, Peculiarities peculiarities) {
        this.nodes = nodes;
        this.later = nodes.backfilling();
        this.check = check;
        this.peculiarities = peculiarities;
    }

    /** The block at {@code height}, proven or told by a quorum; {@link Undecided} otherwise. */
    Mono<ReadBlock> read(long height, String hash) {
        return Mono.defer(
                () -> peculiarities.none() ? provenOrAgreed(height, hash) : agreed(height, hash));
    }

    /** The same, told by others than {@code operators}: proven, or one operator's word. */
    Mono<ReadBlock> readAgain(long height, String hash, Set<String> operators) {
        return Mono.defer(() ->
                peculiarities.none()
                        ? proven(later, height, hash, operators, new AtomicBoolean())
                        : told(height, hash, operators));
    }

    private Mono<ReadBlock> provenOrAgreed(long height, String hash) {
        var doubted = new AtomicBoolean();
        return proven(nodes, height, hash, Set.of(), doubted)
                .onErrorResume(
                        Undecided.class,
                        cause -> doubted.get() ? agreedInSpiteOf(height, hash) : Mono.error(cause));
    }

    private Mono<ReadBlock> proven(
            Fanout asked, long height, String hash, Set<String> without, AtomicBoolean doubted) {
        return asked.first(BLOCK, hash, without, node -> proven(node, height, hash, doubted))
                .map(it -> it.value().believed(Grade.CRYPTO, Set.of(it.source().operator())));
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
        var told = "%s told a block whose hash does not bear it out: %s";
        var message = told.formatted(node.name(), doubt.check());
        throw doubt.ofTheBlock()
                ? new RpcFailure.Malformed(message)
                : new RpcFailure.Forged(message);
    }

    private Mono<ReadBlock> agreed(long height, String hash) {
        return nodes.agree(BLOCK, hash, node -> check.told(node, height, hash))
                .map(it -> it.value().believed(Grade.QUORUM, it.operators()));
    }

    private Mono<ReadBlock> told(long height, String hash, Set<String> operators) {
        return later.first(BLOCK, hash, operators, node -> check.told(node, height, hash))
                .map(it -> it.value().believed(Grade.SINGLE, Set.of(it.source().operator())));
    }

    /** Nobody's answer is proven: when enough operators tell the same, it is the chain's way. */
    private Mono<ReadBlock> agreedInSpiteOf(long height, String hash) {
        return nodes.agree(BLOCK, hash, node -> check.checked(node, height, hash))
                .map(agreed -> believed(agreed, hash));
    }

    private ReadBlock believed(Agreed<Checked> agreed, String hash) {
        var operators = agreed.operators();
        var doubt = agreed.value().doubt();
        if (doubt.isPresent() && !peculiarities.explain(doubt.get(), operators, hash)) {
            throw new Undecided(BLOCK + " " + hash);
        }
        var grade = doubt.isPresent() ? Grade.QUORUM : Grade.CRYPTO;
        return agreed.value().block().believed(grade, operators);
    }
}
