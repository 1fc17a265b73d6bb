package io.sluice.chain.evm;

import io.sluice.chain.nodes.NodeState;
import io.sluice.chain.nodes.Verdict;
import io.sluice.chain.rpc.NodeHealth.Reading;
import io.sluice.chain.rpc.NodeHealth.State;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Says what state a node is in, from what is known of it and nothing else. */
final class Judgement {

    /** The first that has something to say decides. */
    private static final List<Function<Known, Optional<Verdict>>> RULES =
            List.of(
                    it -> wasCaughtLying(it.reading()),
                    it -> isOfAnotherChain(it.standing(), it.genesis()),
                    Judgement::doesNotLetUsIn,
                    Judgement::wantsToBeLeftAlone,
                    Judgement::isSilent,
                    Judgement::claimsTooMuch,
                    Judgement::tookBackWhatWasFinal,
                    Judgement::namesOtherBlocks,
                    Judgement::isTroubled,
                    Judgement::isUnverified,
                    Judgement::isBehind);

    /** Nodes change from one block to the next at different moments: once is no contradiction. */
    private static final int TELLING_CONTRADICTIONS = 3;

    private Judgement() {}

    static Verdict of(Known node) {
        return RULES.stream()
                .map(rule -> rule.apply(node))
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(Verdict.of(NodeState.ALIVE));
    }

    /** Whether its word counts for nothing, whatever it says of the chain. */
    static boolean hasNoSay(Standing standing, Reading reading, @Nullable String genesis) {
        return wasCaughtLying(reading).isPresent()
                || isOfAnotherChain(standing, genesis).isPresent();
    }

    private static Optional<Verdict> wasCaughtLying(Reading reading) {
        return as(State.QUARANTINED, NodeState.QUARANTINED, reading);
    }

    static Optional<Verdict> isOfAnotherChain(Standing standing, @Nullable String genesis) {
        return switch (standing.contact()) {
            case Contact.Foreign(var because) -> because(NodeState.MISCONFIGURED, because);
            case Contact.Answering(var own, _)
                    when genesis != null && !own.isEmpty() && !own.equals(genesis) ->
                    because(NodeState.MISCONFIGURED, "its chain begins with another block");
            case Contact.Answering _, Contact.Silent _ -> Optional.empty();
        };
    }

    private static Optional<Verdict> doesNotLetUsIn(Known node) {
        return as(State.MISCONFIGURED, NodeState.MISCONFIGURED, node.reading());
    }

    private static Optional<Verdict> wantsToBeLeftAlone(Known node) {
        return as(State.THROTTLED, NodeState.THROTTLED, node.reading());
    }

    private static Optional<Verdict> isSilent(Known node) {
        return node.standing().contact() instanceof Contact.Silent(var because)
                ? because(NodeState.CONNECTING, because)
                : Optional.empty();
    }

    private static Optional<Verdict> claimsTooMuch(Known node) {
        return node.standing().head().height() > node.ceiling()
                ? because(NodeState.DEGRADED, "it claims a head that nobody else is near to")
                : Optional.empty();
    }

    private static Optional<Verdict> tookBackWhatWasFinal(Known node) {
        var finalized = node.standing().finalized();
        return finalized.isNamed() && finalized.height() < node.highestFinal()
                ? because(NodeState.DEGRADED, "it took back what it had called final")
                : Optional.empty();
    }

    private static Optional<Verdict> namesOtherBlocks(Known node) {
        return node.contradictions() >= TELLING_CONTRADICTIONS
                ? because(NodeState.DEGRADED, "it names another block than enough others")
                : Optional.empty();
    }

    private static Optional<Verdict> isTroubled(Known node) {
        return as(State.DEGRADED, NodeState.DEGRADED, node.reading());
    }

    private static Optional<Verdict> isUnverified(Known node) {
        return node.genesis() == null && !Genesis.of(node.standing()).isEmpty()
                ? because(NodeState.VERIFYING, "too few operators name the same first block")
                : Optional.empty();
    }

    /** Once behind, it counts as back when it has made up half of what it may be behind. */
    private static Optional<Verdict> isBehind(Known node) {
        var wasBehind = node.before().state() == NodeState.LAGGING;
        return node.lag() > (wasBehind ? node.patience() / 2 : node.patience())
                ? Optional.of(Verdict.of(NodeState.LAGGING))
                : Optional.empty();
    }

    private static Optional<Verdict> as(State known, NodeState state, Reading reading) {
        return because(state, reading.state() == known ? reading.why() : null);
    }

    private static Optional<Verdict> because(NodeState state, @Nullable String reason) {
        return Optional.ofNullable(reason).map(it -> new Verdict(state, it));
    }
}
