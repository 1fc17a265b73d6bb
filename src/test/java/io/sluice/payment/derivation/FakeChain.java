package io.sluice.payment.derivation;

import io.sluice.chain.ChainView;
import io.sluice.chain.Transfer;
import io.sluice.chain.Transfer.Block;
import io.sluice.chain.Transfer.Grade;
import io.sluice.money.Asset;
import io.sluice.money.ChainId;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A chain as it is read: it grows, forks, comes back to blocks it left, and stands still. */
final class FakeChain {

    /** A block that was read once, after {@code parent}. */
    private record Left(Block block, String parent) {}

    private final ChainId id;
    private final Dice dice;
    private final int lag;
    private final List<Block> blocks = new ArrayList<>();
    private final List<Left> left = new ArrayList<>();
    private final FakeTransfers transfers = new FakeTransfers();
    private Instant readThrough;
    private long safe = -1;
    private long finalized = -1;
    private int names;

    FakeChain(ChainId id, Dice dice, Instant genesis) {
        this.id = id;
        this.dice = dice;
        this.lag = dice.any(4, 20);
        this.readThrough = genesis;
        blocks.add(new Block(dice.upTo(50), "0xgenesis", genesis));
    }

    ChainView view() {
        var tip = blocks.getLast();
        return new ChainView(
                id,
                tip.height(),
                tip.hash(),
                tip.time(),
                readThrough,
                safe,
                finalized,
                transfers.revision());
    }

    /** What the newest move did to transfers. */
    List<Transfer> changed() {
        return transfers.changed();
    }

    /** Reads one block more, perhaps one that had gone. */
    void grow(Instant about) {
        transfers.move();
        var parent = blocks.getLast().hash();
        var back = left.stream().filter(it -> it.parent().equals(parent)).findFirst();
        if (back.isPresent() && !dice.oneIn(3)) {
            left.remove(back.get());
            read(back.get().block());
            transfers.comeBackWith(blocks.getLast());
        } else {
            read(next(about));
            transfers.findPlaces(blocks.getLast(), dice);
        }
    }

    /** Pays in the newest block. */
    void pay(Asset asset, BigInteger units, Grade grade) {
        transfers.include(asset, units, grade, blocks.getLast());
    }

    /** Finds a payment in a block that was read long ago. */
    void findMissed(Asset asset, BigInteger units) {
        transfers.move();
        transfers.include(asset, units, Grade.CRYPTO, dice.any(blocks));
    }

    /** Leaves up to three blocks that are not final. */
    void fork() {
        transfers.move();
        for (var depth = dice.between(1, 3); depth > 0; depth--) {
            var tip = blocks.getLast();
            if (blocks.size() > 1 && tip.height() > finalized) {
                blocks.removeLast();
                left.add(new Left(tip, blocks.getLast().hash()));
            }
        }
        readThrough = blocks.getLast().time();
        transfers.goAbove(blocks.getLast().height());
    }

    /** Nothing is there up to a moment before {@code now}, as enough operators say. */
    void standStill(Instant now) {
        transfers.move();
        var asked = now.minus(dice.seconds(0, 5));
        readThrough = asked.isAfter(readThrough) ? asked : readThrough;
    }

    /** Final only grows; safe is not served by every chain. */
    void tag() {
        transfers.move();
        var height = blocks.getLast().height();
        finalized = Math.max(finalized, height - dice.upTo(6));
        safe = dice.oneIn(3) ? safe : Math.max(safe, height - dice.upTo(4));
    }

    void verify() {
        transfers.move();
        transfers.verify();
    }

    private Block next(Instant about) {
        var tip = blocks.getLast();
        var least = Math.max(tip.time().getEpochSecond(), readThrough.getEpochSecond()) + 1;
        var time = Math.max(least, about.getEpochSecond() + dice.between(-lag, 4));
        var hash = "0x%s_%d".formatted(id.value(), ++names);
        return new Block(tip.height() + 1, hash, Instant.ofEpochSecond(time));
    }

    private void read(Block block) {
        blocks.add(block);
        readThrough = block.time();
    }
}
