package io.sluice.chain.evm;

import io.sluice.chain.family.Served;
import io.sluice.chain.nodes.NodeState;
import io.sluice.chain.nodes.Verdict;
import io.sluice.chain.rpc.NodeHealth;
import io.sluice.chain.rpc.NodeHealth.Reading;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All that the nodes of a chain have said, and what follows from it.
 *
 * @param terms what it is judged by
 * @param said the last word of each node
 * @param readings what asking nodes for other things has taught, by node
 * @param memories what is remembered of each node
 * @param believed whose word counts
 * @param agreements the newest blocks that enough operators named
 */
record Picture(
        Terms terms,
        Standings said,
        Map<String, Reading> readings,
        Map<String, NodeMemory> memories,
        Believed believed,
        Agreements agreements,
        Pace pace,
        TagTrials trials) {

    static Picture blank(Terms terms) {
        return new Picture(
                terms,
                Standings.none(terms.quorum()),
                Map.of(),
                Map.of(),
                Believed.none(terms.quorum()),
                Agreements.NONE,
                Pace.UNKNOWN,
                TagTrials.NONE);
    }

    /** The same after another word of a node, and what else is known of that node by now. */
    Picture with(Standing word, Reading reading) {
        var known = new HashMap<>(readings);
        known.put(word.node(), reading);
        return heard(said.with(word), Map.copyOf(known), word.asked()).remembering(word).judged();
    }

    /** How far those who have a say are; nobody's word moves it alone. */
    Served served() {
        return believed.words().served();
    }

    /** How a node was judged last. */
    Verdict verdict(String node) {
        return memory(node).verdict();
    }

    /** Why it is of another chain, if it is. */
    Optional<String> foreign(Standing word) {
        return Judgement.isOfAnotherChain(word, believed.genesis()).map(Verdict::reason);
    }

    /** The head of a node that is in good standing, a little above what enough have reached. */
    Optional<EarlyHead> early() {
        var served = served();
        var highest = served.head() + terms.patience(pace);
        return served.head() < 0
                ? Optional.empty()
                : believed.words().byNode().values().stream()
                        .filter(it -> it.head().height() > served.head())
                        .filter(it -> it.head().height() <= highest)
                        .filter(it -> verdict(it.node()).state() == NodeState.ALIVE)
                        .filter(it -> memory(it.node()).contradictions() == 0)
                        .max(Comparator.comparingLong(it -> it.head().height()))
                        .map(it -> early(it, served.agreed()));
    }

    private static EarlyHead early(Standing word, Served.@Nullable Tip below) {
        var head = word.head();
        var parent = below != null && below.height() == head.height() - 1 ? below.hash() : null;
        return new EarlyHead(word.node(), head.height(), head.hash(), parent);
    }

    NodeMemory memory(String node) {
        return memories.getOrDefault(node, NodeMemory.NEW);
    }

    /**
     * Whether it names another block of some height than enough others do, or than anybody else
     * where too few agree.
     */
    boolean disagrees(Standing word) {
        return memory(word.node()).contradictions() > 0
                || (word.namesABlock()
                        && agreements.at(word.head().height()).isEmpty()
                        && said.byNode().values().stream()
                                .map(Standing::head)
                                .filter(Mark::isNamed)
                                .filter(it -> it.height() == word.head().height())
                                .anyMatch(it -> !it.hash().equals(word.head().hash())));
    }

    private Picture heard(Standings all, Map<String, Reading> known, Instant now) {
        var counted = believed.with(all, known, pace, now);
        var served = counted.words().served();
        var words = counted.words().byNode().values();
        return new Picture(
                terms,
                all,
                known,
                memories,
                counted,
                served.agreed() == null ? agreements : agreements.with(served.agreed()),
                pace(counted.words(), served),
                trials.with(
                        words,
                        all.byNode().size() == terms.nodes(),
                        Math.max(0, all.operators() - terms.quorum()),
                        served,
                        now));
    }

    private Pace pace(Standings words, Served served) {
        var tip = served.agreed();
        return tip == null ? pace : words.timed(tip).map(pace::with).orElse(pace);
    }

    private Picture remembering(Standing word) {
        var contradicts =
                agreements.contradict(word.head())
                        || agreements.contradict(word.safe())
                        || agreements.contradict(word.finalized());
        var all = new HashMap<>(memories);
        all.put(word.node(), memory(word.node()).after(word, contradicts));
        return with(all);
    }

    private Picture judged() {
        var all = new HashMap<>(memories);
        said.byNode().values().forEach(it -> all.put(it.node(), judged(it)));
        return with(all);
    }

    private NodeMemory judged(Standing word) {
        var memory = memory(word.node());
        return memory.judged(
                Judgement.of(
                        new Known(
                                word,
                                readings.getOrDefault(word.node(), NodeHealth.WELL),
                                memory.verdict(),
                                believed.genesis(),
                                served().head(),
                                believed.limit(),
                                terms.patience(pace),
                                memory.highestFinal(),
                                memory.contradictions())));
    }

    private Picture with(Map<String, NodeMemory> remembered) {
        return new Picture(
                terms, said, readings, Map.copyOf(remembered), believed, agreements, pace, trials);
    }
}
