package io.sluice.simulation;

import io.sluice.money.ChainId;
import java.time.Duration;
import java.time.Instant;

/** Lets a world come to rest: nothing goes wrong any more, and all clocks pass all deadlines. */
final class Quiescence {

    private static final int MOST_ROUNDS = 60;

    private final World world;

    Quiescence(World world) {
        this.world = world;
    }

    /** Goes on until nothing is left to do; a world that never gets there is broken. */
    void reach() {
        world.faults().rage(false);
        world.miners().forEach(Miners::recover);
        world.clock().pass(Duration.between(world.clock().instant(), afterEverything()));
        for (var round = 0; round < MOST_ROUNDS && !world.isBroken(); round++) {
            world.clock().pass(Duration.ofSeconds(16));
            world.miners().forEach(Miners::finish);
            if (isQuiet()) {
                return;
            }
        }
        if (!world.isBroken()) {
            world.violate("no rest after " + MOST_ROUNDS + " rounds: " + left());
        }
    }

    /** Whether a round of everybody's work changes nothing but how far the chains are read. */
    private boolean isQuiet() {
        var before = world.tables().journal().events().size();
        for (var replica : world.replicas().all()) {
            Realm.chains().forEach(replica::watch);
            replica.lookAround();
            while (replica.database().hasAfterwards()) {
                replica.follow();
            }
            replica.relay();
        }
        return before == world.tables().journal().events().size() && isDone();
    }

    private boolean isDone() {
        return world.tables().ledger().marked().isEmpty()
                && world.tables().journal().pending().isEmpty()
                && Realm.chains().stream().allMatch(this::isFinal);
    }

    private String left() {
        return "marked %s, without a position %s, read to %s"
                .formatted(
                        world.tables().ledger().marked(),
                        world.tables().journal().pending(),
                        world.tables().watch().cursors().values());
    }

    private boolean isFinal(ChainId id) {
        var chain = world.chain(id);
        return chain.waiting().isEmpty()
                && world.tables().watch().cursor(id).stream()
                        .filter(it -> it.hash().equals(chain.head().block().hash()))
                        .anyMatch(cursor ->
                                chain.head().holds().values().stream()
                                        .allMatch(it -> it.block().height() <= cursor.finalized()));
    }

    private Instant afterEverything() {
        return world.tables().ledger().payments().stream()
                .map(it -> it.terms().openUntil())
                .map(it -> it.plus(Realm.SKEW).plusSeconds(2))
                .filter(it -> it.isAfter(world.clock().instant()))
                .max(Instant::compareTo)
                .orElse(world.clock().instant());
    }
}
