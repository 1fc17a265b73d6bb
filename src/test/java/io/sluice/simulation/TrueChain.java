package io.sluice.simulation;

import io.sluice.chain.Transfer.Block;
import io.sluice.money.ChainId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** A chain as it truly is: it forks, but never below what it called final. */
final class TrueChain {

    private final ChainId id;
    private final int finalityDepth;
    private final List<TrueBlock> canonical = new ArrayList<>();
    private final Map<String, TrueBlock> byHash = new HashMap<>();
    private final Map<String, Sent> mempool = new LinkedHashMap<>();
    private final Set<String> returned = new HashSet<>();
    private List<TrueBlock> left = List.of();
    private long finalized;

    TrueChain(ChainId id, int finalityDepth, Instant genesis) {
        this.id = id;
        this.finalityDepth = finalityDepth;
        append(TrueBlock.genesis(block(0, genesis)));
    }

    ChainId id() {
        return id;
    }

    long height() {
        return canonical.size() - 1L;
    }

    long finalized() {
        return finalized;
    }

    TrueBlock head() {
        return canonical.getLast();
    }

    TrueBlock at(long height) {
        return canonical.get((int) height);
    }

    /** The block with this hash, wherever it is. */
    TrueBlock block(String hash) {
        return Objects.requireNonNull(byHash.get(hash), hash);
    }

    /** Whether the block is part of the chain. */
    boolean isCanonical(TrueBlock it) {
        var height = it.block().height();
        return height <= height() && at(height).block().equals(it.block());
    }

    /** Whether the block was part of the chain, went away, and came back much later. */
    boolean hasReturned(TrueBlock it) {
        return returned.contains(it.block().hash());
    }

    /** Has it wait to be included, with all that it may do in whatever place it is. */
    void send(Sent sent) {
        mempool.put(sent.mined().transaction(), sent);
    }

    /** Takes back that it was sent. */
    void forget(Sent sent) {
        mempool.remove(sent.mined().transaction());
    }

    List<Sent> waiting() {
        return List.copyOf(mempool.values());
    }

    /** Adds a block with these; what can never be included any more is forgotten. */
    void mine(Instant time, List<Sent> included) {
        append(head().next(block(height() + 1, time), included));
        mempool.values().removeIf(it -> head().taken().containsKey(it.slot()));
    }

    /** Takes the newest blocks away, but nothing final; what was in them waits again. */
    List<Sent> drop(int depth) {
        var from = (int) Math.max(finalized + 1, canonical.size() - depth);
        var gone = canonical.subList(from, canonical.size());
        left = List.copyOf(gone);
        gone.clear();
        var sent = left.stream().flatMap(it -> it.sent().stream()).toList();
        sent.forEach(this::send);
        return sent;
    }

    /** Goes back to the branch that was left last, if it still may. */
    boolean comeBack() {
        if (left.isEmpty()) {
            return false;
        }
        var back = left;
        var fork = Objects.requireNonNull(back.getFirst().parent());
        if (!isCanonical(fork) || fork.block().height() < finalized) {
            return false;
        }
        var _ = drop((int) (height() - fork.block().height()));
        back.forEach(this::append);
        back.forEach(it -> returned.add(it.block().hash()));
        mempool.values().removeIf(it -> head().taken().containsKey(it.slot()));
        return true;
    }

    private void append(TrueBlock block) {
        canonical.add(block);
        byHash.put(block.block().hash(), block);
        finalized = Math.max(finalized, height() - finalityDepth);
    }

    private Block block(long height, Instant time) {
        return new Block(height, "0x" + id.reference() + "-" + byHash.size(), time);
    }
}
