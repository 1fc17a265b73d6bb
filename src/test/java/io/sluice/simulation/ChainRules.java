package io.sluice.simulation;

import io.sluice.chain.Transfer;
import io.sluice.chain.Transfer.State;
import io.sluice.chain.family.Mined;
import io.sluice.simulation.History.Here;
import java.util.List;

/** What must hold of recorded transfers at every moment. */
final class ChainRules {

    private final World world;
    private final History history;

    ChainRules(World world, History history) {
        this.world = world;
        this.history = history;
    }

    /** No block is missing that says an earlier time than the chain was read through. */
    void checkTime() {
        for (var cursor : history.now().cursors().values()) {
            var chain = world.chain(cursor.chain());
            var next = cursor.height() + 1;
            if (chain.isCanonical(chain.block(cursor.hash()))
                    && next <= chain.height()
                    && !chain.hasReturned(chain.at(next))
                    && !chain.at(next).block().time().isAfter(cursor.readThrough())) {
                world.violate("read through, and not read: " + chain.at(next).block());
            }
        }
    }

    /** What is recorded as here is what moved on the chains up to the cursors: all of it, once. */
    void check() {
        var real = history.here(history.now());
        var recorded =
                world.tables().watch().transfers().stream()
                        .filter(it -> it.state() == Transfer.State.INCLUDED)
                        .toList();
        if (recorded.size() != real.size()
                || !real.stream().allMatch(it -> isRecorded(it, recorded))) {
            world.violate("recorded are %s, and truly there are %s".formatted(recorded, real));
        }
    }

    /** What went away and can never come back while the chain is as it is, is known to be so. */
    void checkWhatWentAway() {
        var watch = world.tables().watch();
        var signed = watch.signed();
        for (var transfer : watch.transfers()) {
            var mined = signed.get(transfer.id());
            var cursor = history.now().cursors().get(transfer.amount().asset().chain());
            if (transfer.state() == State.INCLUDED || mined == null || cursor == null) {
                continue;
            }
            var block = world.chain(cursor.chain()).block(cursor.hash());
            if (transfer.state() != fate(mined, block)) {
                world.violate("is no longer there, and for another reason: " + transfer);
            }
        }
    }

    private static State fate(Mined mined, TrueBlock upTo) {
        var instead = upTo.taken().get(new Sent(mined, null).slot());
        if (instead == null) {
            return State.ORPHANED;
        }
        return instead.equals(mined.transaction()) ? State.REVERTED : State.REPLACED;
    }

    private static boolean isRecorded(Here real, List<Transfer> recorded) {
        return recorded.stream()
                .filter(it -> it.id().equals(real.id()))
                .anyMatch(it ->
                        it.amount().asset().equals(real.asset())
                                && it.amount().units().equals(real.units())
                                && it.address().equals(real.movement().receiver())
                                && it.block().equals(real.block())
                                && it.firstIncludedAt().equals(real.first())
                                && it.revision() == real.seen().revision());
    }
}
