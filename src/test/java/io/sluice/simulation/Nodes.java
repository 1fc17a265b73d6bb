package io.sluice.simulation;

import io.sluice.chain.family.ChainReader;
import io.sluice.chain.family.ReadBlock;
import io.sluice.chain.family.Served;
import io.sluice.chain.rpc.Undecided;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What the operators of a chain's nodes tell together: often late, sometimes nothing yet. */
final class Nodes {

    private static final int SAFE_DEPTH = 2;

    private final TrueChain chain;
    private final Dice dice;
    private final boolean tagging;
    private int behind;
    private int claimed;
    private int disagreement;
    private boolean tagged;

    /**
     * @param tagging whether they ever call a block safe or final
     */
    Nodes(TrueChain chain, Dice dice, boolean tagging) {
        this.chain = chain;
        this.dice = dice;
        this.tagging = tagging;
        this.tagged = tagging;
    }

    /** From now on they are as good or bad as it comes. */
    void change() {
        behind = dice.weighted(8, 2, 1);
        claimed = dice.weighted(12, 1);
        disagreement = dice.one(List.of(0, 0, 0, 20, 200, 1000));
        tagged = tagging && dice.chance(800);
    }

    /** From now on they all tell everything. */
    void recover() {
        behind = 0;
        claimed = 0;
        disagreement = 0;
        tagged = tagging;
    }

    /** What a replica hears of them, unless it dies meanwhile; each round once. */
    ChainReader heardBy(SimulatedDatabase replica) {
        return new ChainReader() {

            @Override
            public Flux<Served> served() {
                return Flux.defer(() -> Flux.just(now(replica.clock().instant())));
            }

            @Override
            public Mono<String> agreedHash(long height) {
                return Mono.defer(
                        () -> replica.whileAlive(() -> Mono.fromSupplier(() -> hash(height))));
            }

            @Override
            public Mono<ReadBlock> read(long height, String hash) {
                return Mono.defer(
                        () -> replica.whileAlive(() -> Mono.fromSupplier(() -> block(hash))));
            }

            @Override
            public Mono<ReadBlock> readAgain(long height, String hash, Set<String> operators) {
                return read(height, hash);
            }
        };
    }

    /** No node calls a block safe or final that it has not. */
    private Served now(Instant asked) {
        var head = Math.max(0, chain.height() - behind) + claimed;
        var safe = Math.max(0, Math.min(head, chain.height() - SAFE_DEPTH));
        return new Served(
                head,
                tagged ? safe : -1,
                tagged ? Math.min(head, chain.finalized()) : -1,
                Set.of(chain.head().block().hash()),
                head == chain.height() && dice.chance(800) ? tip(asked) : null);
    }

    private Served.Tip tip(Instant asked) {
        return new Served.Tip(chain.height(), chain.head().block().hash(), asked);
    }

    private String hash(long height) {
        if (height > chain.height() || dice.chance(disagreement)) {
            throw new Undecided("height " + height);
        }
        return chain.at(height).block().hash();
    }

    /** Only some still know a block that went away. */
    private ReadBlock block(String hash) {
        var block = chain.block(hash);
        if (dice.chance(chain.isCanonical(block) ? disagreement : 500)) {
            throw new Undecided("block " + hash);
        }
        return block.read();
    }
}
