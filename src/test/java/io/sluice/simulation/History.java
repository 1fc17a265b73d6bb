package io.sluice.simulation;

import io.sluice.chain.ChainView;
import io.sluice.chain.Transfer.Block;
import io.sluice.chain.family.Movement;
import io.sluice.money.Asset;
import io.sluice.money.ChainId;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How far the chains were read at each moment, and what was there, as the chains truly are. */
final class History {

    private final World world;
    private final List<Moment> moments = new ArrayList<>();

    History(World world) {
        this.world = world;
        moments.add(new Moment(0, Map.of(), Map.of()));
    }

    /** From one commit of a watcher to the next. */
    record Moment(long commit, Map<ChainId, ChainView> cursors, Map<String, Seen> seen) {}

    /**
     * A transfer as the watchers saw it.
     *
     * @param first time of the earliest block ever read with it
     * @param revision of the cursor when the newest block with it was taken in
     */
    record Seen(Instant first, long revision) {}

    /** Value that is at an address. */
    record Here(Movement movement, Block block, Seen seen) {

        String id() {
            return movement.id();
        }

        Asset asset() {
            return movement.asset();
        }

        BigInteger units() {
            return movement.units();
        }

        Instant first() {
            return seen.first();
        }
    }

    /** A watcher committed something. */
    void note() {
        var before = moments.getLast();
        var cursors = Map.copyOf(world.tables().watch().cursors());
        var seen = new HashMap<>(before.seen());
        for (var cursor : cursors.values()) {
            takenIn(before.cursors().get(cursor.chain()), cursor)
                    .forEach(it -> see(seen, it, cursor.revision()));
        }
        moments.add(new Moment(world.server().commits(), cursors, seen));
    }

    Moment now() {
        return moments.getLast();
    }

    /** What a unit may have seen that began when so many others had been committed. */
    List<Moment> since(long begun) {
        var seen = new ArrayList<Moment>();
        for (var index = moments.size() - 1; index >= 0; index--) {
            seen.add(moments.get(index));
            if (moments.get(index).commit() <= begun) {
                break;
            }
        }
        return seen;
    }

    /** Everything at any address at {@code moment}. */
    List<Here> here(Moment moment) {
        return moment.cursors().values().stream()
                .flatMap(cursor -> blockOf(cursor).holds().values().stream())
                .map(it -> here(moment, it))
                .toList();
    }

    private static Here here(Moment moment, TrueBlock.Placed placed) {
        var seen = Objects.requireNonNull(moment.seen().get(placed.movement().id()));
        return new Here(placed.movement(), placed.block(), seen);
    }

    /** What was taken in just now, the newest first: nothing when the cursor went back. */
    private List<TrueBlock> takenIn(@Nullable ChainView before, ChainView now) {
        var taken = new ArrayList<TrueBlock>();
        var block = blockOf(now);
        if (before == null) {
            return List.of(block);
        }
        while (block != null && !block.block().hash().equals(before.hash())) {
            taken.add(block);
            block = block.parent();
        }
        return block == null ? List.of() : taken;
    }

    private static void see(Map<String, Seen> seen, TrueBlock block, long revision) {
        var fresh = new Seen(block.block().time(), revision);
        block.read()
                .movements()
                .forEach(it ->
                        seen.merge(
                                it.id(),
                                fresh,
                                (old, again) -> new Seen(earlier(old, again), revision)));
    }

    private TrueBlock blockOf(ChainView cursor) {
        return world.chain(cursor.chain()).block(cursor.hash());
    }

    private static Instant earlier(Seen one, Seen other) {
        return one.first().isBefore(other.first()) ? one.first() : other.first();
    }
}
