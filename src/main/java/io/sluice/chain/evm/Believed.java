package io.sluice.chain.evm;

import io.sluice.chain.rpc.NodeHealth;
import io.sluice.chain.rpc.NodeHealth.Reading;
import io.sluice.chain.rpc.NodeHealth.State;
import java.time.Instant;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whose word counts: not that of one that was caught lying, is of another chain, or claims more
 * than can be.
 *
 * @param genesis what enough operators call the first block; null while they do not agree
 * @param ceiling where enough operators are, and since when
 * @param limit no head above it is believed
 * @param words what those say who have a say
 */
record Believed(@Nullable String genesis, Ceiling ceiling, long limit, Standings words) {

    static Believed none(int quorum) {
        return new Believed(null, Ceiling.NONE, Long.MAX_VALUE, Standings.none(quorum));
    }

    /** The same after {@code said} is everybody's last word. */
    Believed with(Standings said, Map<String, Reading> readings, Pace pace, Instant now) {
        var honest = without(said, it -> reading(it, readings).state() == State.QUARANTINED);
        var first = Genesis.agreed(honest.byNode().values(), said.quorum()).orElse(null);
        var admitted = without(honest, it -> Judgement.hasNoSay(it, reading(it, readings), first));
        var risen = ceiling.with(admitted.served().head(), now);
        var height = risen.height(pace, now);
        return new Believed(
                first, risen, height, without(admitted, it -> it.head().height() > height));
    }

    private static Reading reading(Standing word, Map<String, Reading> readings) {
        return readings.getOrDefault(word.node(), NodeHealth.WELL);
    }

    private static Standings without(Standings words, Predicate<Standing> which) {
        return words.without(
                words.byNode().values().stream()
                        .filter(which)
                        .map(Standing::node)
                        .collect(Collectors.toUnmodifiableSet()));
    }
}
