package io.sluice.payment.derivation;

import io.sluice.chain.Transfer;
import io.sluice.chain.Transfer.Block;
import io.sluice.chain.Transfer.Grade;
import io.sluice.chain.Transfer.State;
import io.sluice.money.Asset;
import io.sluice.money.AssetAmount;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Transfers on one chain, as its moves leave them. */
final class FakeTransfers {

    private final Map<String, Transfer> newest = new TreeMap<>();
    private final Map<String, Set<String>> inBlock = new HashMap<>();
    private final Set<String> verified = new HashSet<>();
    private final List<Transfer> changed = new ArrayList<>();
    private long revision;
    private int names;

    long revision() {
        return revision;
    }

    /** What the newest move did. */
    List<Transfer> changed() {
        return List.copyOf(changed);
    }

    void move() {
        revision++;
        changed.clear();
    }

    void include(Asset asset, BigInteger units, Grade grade, Block block) {
        var kind = asset.type().startsWith("slip44") ? "native" : "log:0";
        var id = "%s/0x%d/%s".formatted(asset.chain(), ++names, kind);
        change(
                new Transfer(
                        id,
                        World.DEPOSIT.address(),
                        "0xpayer",
                        new AssetAmount(asset, units),
                        State.INCLUDED,
                        grade,
                        block,
                        block.time(),
                        revision),
                State.INCLUDED,
                grade,
                block);
    }

    /** All that was ever in {@code block}. */
    void comeBackWith(Block block) {
        for (var id : inBlock.getOrDefault(block.hash(), Set.of())) {
            var known = newest.get(id);
            if (known != null) {
                change(known, State.INCLUDED, known.grade(), block);
            }
        }
    }

    /** All that was in a block above {@code height}. */
    void goAbove(long height) {
        for (var it : in(State.INCLUDED)) {
            if (it.block().height() > height) {
                change(it, State.ORPHANED, it.grade(), it.block());
            }
        }
    }

    /** Orphaned transactions may come into another block, or never again. */
    void findPlaces(Block block, Dice dice) {
        for (var it : in(State.ORPHANED)) {
            switch (dice.upTo(9)) {
                case 0, 1, 2, 3 -> change(it, State.INCLUDED, it.grade(), block);
                case 4 -> change(it, State.REPLACED, it.grade(), it.block());
                case 5 -> change(it, State.REVERTED, it.grade(), block);
                default -> {}
            }
        }
    }

    /** What one node alone had said is true. */
    void verify() {
        for (var it : in(State.INCLUDED)) {
            if (it.grade() == Grade.SINGLE) {
                change(it, it.state(), Grade.QUORUM, it.block());
            }
        }
    }

    private List<Transfer> in(State state) {
        return newest.values().stream().filter(it -> it.state() == state).toList();
    }

    private void change(Transfer it, State state, Grade grade, Block block) {
        var first = it.firstIncludedAt();
        if (state == State.INCLUDED) {
            inBlock.computeIfAbsent(block.hash(), _ -> new HashSet<>()).add(it.id());
            if (grade != Grade.SINGLE) {
                var known = !verified.add(it.id());
                first = known && first.isBefore(block.time()) ? first : block.time();
            }
        }
        var now =
                new Transfer(
                        it.id(),
                        it.address(),
                        it.sender(),
                        it.amount(),
                        state,
                        grade,
                        block,
                        first,
                        revision);
        newest.put(it.id(), now);
        changed.add(now);
    }
}
