package io.sluice.chaos;

import io.sluice.chaos.Finding.Kind;
import io.sluice.sandbox.Eventually;
import io.sluice.sandbox.NodeProxy;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** One row, played once. Nothing more happens after the first finding. */
final class Run {

    /**
     * Enough on a machine that has other things to do, and less than waiting for a dead node is.
     */
    static final Duration IN_TIME = Duration.ofSeconds(9);

    /** Nothing is wrong yet, but all classes may be new. */
    private static final Duration TO_BEGIN = Duration.ofSeconds(30);

    /** Where nobody answers, nobody is asked often either. */
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(4);

    private static final int ROUNDS = 25;

    private final World world;
    private final List<Finding> findings = new CopyOnWriteArrayList<>();
    private volatile boolean healed;
    private Duration inTime = TO_BEGIN;

    private Run(World world) {
        this.world = world;
    }

    static List<Finding> play(Row row, long seed, Bug bug) throws Exception {
        return play(row, seed, bug, IN_TIME);
    }

    /**
     * What is found.
     *
     * @param inTime how long to wait for the chain to be read
     */
    static List<Finding> play(Row row, long seed, Bug bug, Duration inTime) throws Exception {
        try (var world = new World(row.operators(), seed, bug)) {
            var run = new Run(world);
            run.take(List.of(new Step.Start(), new Step.Settled()));
            run.inTime = inTime;
            run.take(row.steps());
            return List.copyOf(run.findings);
        }
    }

    private void take(List<Step> steps) throws SQLException {
        for (var step : steps) {
            if (findings.isEmpty()) {
                take(step);
            }
        }
    }

    private void take(Step step) throws SQLException {
        switch (step) {
            case Step.Pay(var deed) -> world.pay(deed);
            case Step.Payments(var deeds) -> world.pay(deeds);
            case Step.Mine(var blocks) -> world.stage.chain().mine(blocks);
            case Step.Reorg(var depth) -> world.reorg(depth);
            case Step.Resend _ -> world.resend();
            case Step.Replace _ -> world.replace();
            case Step.Behave(var node, var fault) -> behave(node, fault);
            case Step.Heal _ -> heal();
            case Step.Start _ -> world.gateway.start();
            case Step.Stop _ -> world.gateway.stop();
            case Step.Clock(var off) -> world.gateway.clock(off);
            case Step.WhenAsked(var above, var steps) -> world.whenAsked(above, event(steps));
            case Step.WhileCommitting(var steps) -> world.whileCommitting(event(steps));
            case Step.Settled _ -> settled();
            case Step.Undecided _ -> undecided();
            case Step.Audited _ -> audited();
            case Step.Read _ -> read(Kind.LATE, "not read");
            case Step.Committed _ -> read(Kind.MISSED, "what had begun is not there");
            case Step.Halted _ -> halted();
        }
    }

    private Mono<Void> event(List<Step> steps) {
        return Mono.<Void>fromCallable(
                        () -> {
                            take(steps);
                            return null;
                        })
                .doOnError(cause -> findings.add(new Finding(Kind.LATE, "broke: " + cause)))
                .subscribeOn(Schedulers.boundedElastic());
    }

    private void behave(int node, Fault fault) {
        healed = false;
        world.behave(node, fault);
    }

    private void heal() {
        healed = true;
        world.nodes.forEach(NodeProxy::heal);
    }

    /** Who lied is not asked until a person says so, and may be caught after it was healed. */
    private boolean isRead() {
        if (healed) {
            world.gateway.pardon();
        }
        return world.isRead();
    }

    private void settled() throws SQLException {
        if (happens(inTime, this::isRead)) {
            findings.addAll(world.differences());
        } else {
            findings.addAll(world.untrue());
            findings.add(new Finding(Kind.LATE, "not read: at " + world.recorded.cursor()));
        }
    }

    private void audited() throws SQLException {
        world.gateway.audit();
        findings.addAll(world.untrue());
        findings.addAll(world.uncounted());
    }

    private void undecided() throws SQLException {
        var _ = happens(LONG_ENOUGH, asked());
        findings.addAll(world.untrue());
    }

    private void halted() throws SQLException {
        undecided();
        var before = world.recorded.cursor();
        undecided();
        if (!world.recorded.cursor().equals(before)) {
            findings.add(new Finding(Kind.WRONG, "goes on from " + before));
        }
    }

    private void read(Kind otherwise, String what) throws SQLException {
        if (!happens(inTime, world::isReadButForTags)) {
            findings.add(new Finding(otherwise, what));
        }
        findings.addAll(world.untrue());
    }

    private BooleanSupplier asked() {
        var enough = world.questions() + (long) ROUNDS * world.nodes.size();
        return () -> world.questions() > enough;
    }

    private static boolean happens(Duration patience, BooleanSupplier condition) {
        try {
            Eventually.holds(patience, condition);
            return true;
        } catch (AssertionError _) {
            return false;
        }
    }
}
