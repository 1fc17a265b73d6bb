package io.sluice.simulation;

import io.sluice.money.ChainId;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Whoever makes a chain what it is. */
final class Miners {

    /** As many blocks at most follow each other after the world slept. */
    private static final int MOST_AT_ONCE = 4;

    private final World world;
    private final Dice dice;
    private final TrueChain chain;
    private final Nodes nodes;
    private final Duration blockTime;
    private Instant next;
    private boolean idle;
    private boolean finished;

    Miners(World world, ChainId id) {
        this.world = world;
        dice = world.dice();
        blockTime = Realm.blockTime(id);
        next = world.clock().instant().plus(blockTime);
        var finality = world.realm().finality(id);
        chain = new TrueChain(id, finality.depth(), world.clock().instant());
        nodes = new Nodes(chain, dice, finality.isTagged());
    }

    TrueChain chain() {
        return chain;
    }

    Nodes nodes() {
        return nodes;
    }

    /** Mines the blocks whose time has come. */
    void mineDue() {
        var now = world.clock().instant();
        if (idle || next.isAfter(now)) {
            return;
        }
        var due = 1 + Duration.between(next, now).dividedBy(blockTime);
        var count = (int) Math.min(due, MOST_AT_ONCE);
        for (var back = count - 1; back >= 0; back--) {
            mine(now.minus(blockTime.multipliedBy(back)));
        }
        next = now.plus(blockTime);
    }

    /** Something happens to the chain, or to those who tell of it. */
    void act() {
        if (dice.chance(world.weather().forks())) {
            fork();
            return;
        }
        switch (dice.weighted(4, 1, 2)) {
            case 0 -> nodes.change();
            case 1 -> idle(!idle);
            default -> mine();
        }
    }

    /** From now on the chain goes on, and everybody tells of it. */
    void recover() {
        idle(false);
        nodes.recover();
    }

    /** A chain that wakes up makes no blocks for the time it slept. */
    private void idle(boolean changed) {
        idle = changed;
        next = world.clock().instant();
    }

    /** Adds a block with all that waits, and as many as it takes to make that final. */
    void finish() {
        if (finished) {
            return;
        }
        mine(world.clock().instant(), chain.waiting());
        var included = chain.height();
        finished = true;
        while (chain.finalized() < included) {
            mine(world.clock().instant(), List.of());
        }
    }

    /** Adds a block with some of what waits. */
    void mine() {
        mine(world.clock().instant());
    }

    private void mine(Instant time) {
        mine(time, chain.waiting().stream().filter(_ -> dice.chance(750)).toList());
    }

    private void mine(Instant time, List<Sent> sent) {
        var last = chain.head().block().time();
        chain.mine(time.isAfter(last) ? time : last.plusMillis(1), sent);
        world.say(chain.id() + " mines " + chain.head().block().hash() + names(sent));
    }

    private static String names(List<Sent> sent) {
        return sent.isEmpty()
                ? ""
                : sent.stream()
                        .map(it -> it.mined().transaction())
                        .collect(Collectors.joining(" ", " with ", ""));
    }

    private void fork() {
        if (dice.chance(250) && chain.comeBack()) {
            world.say(chain.id() + " comes back to " + chain.head().block().hash());
            return;
        }
        var depth = dice.chance(500) ? depthOfTheNewest() : dice.between(1, 5);
        var gone = chain.drop(depth);
        world.say(chain.id() + " drops to " + chain.head().block().hash());
        gone.forEach(this::decide);
        if (dice.chance(600)) {
            world.notice(chain.id());
        }
        for (var count = dice.between(0, Math.min(depth, 5) + 1); count > 0; count--) {
            mine();
        }
    }

    /** How many blocks must go so that what moved last goes with them. */
    private int depthOfTheNewest() {
        return chain.head().holds().values().stream()
                .mapToInt(it -> (int) (chain.height() - it.block().height()) + 1)
                .min()
                .orElse(1);
    }

    /** What was in a block that went away waits, is lost, replaced, or does something else. */
    private void decide(Sent gone) {
        switch (dice.weighted(8, 3, 3, 2)) {
            case 0 -> {}
            case 1 -> chain.forget(gone);
            case 2 -> {
                chain.forget(gone);
                chain.send(gone.replacedBy(world.ids().next("0x"), units(gone)));
            }
            default -> chain.send(gone.doing(units(gone)));
        }
    }

    /** Half of it, or nothing at all. */
    private @Nullable BigInteger units(Sent gone) {
        var moved = gone.movement();
        return moved == null || dice.chance(400)
                ? null
                : moved.units().divide(BigInteger.TWO).add(BigInteger.ONE);
    }
}
