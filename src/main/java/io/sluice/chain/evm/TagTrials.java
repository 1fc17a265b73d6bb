package io.sluice.chain.evm;

import io.sluice.chain.Finality.Tag;
import io.sluice.chain.family.Served;
import io.sluice.chain.nodes.TagFinding;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Both finality tags of a chain, tried for as long as it is heard. */
record TagTrials(TagTrial safe, TagTrial finalized) {

    static final TagTrials NONE = new TagTrials(TagTrial.NONE, TagTrial.NONE);

    /**
     * The same after another word.
     *
     * @param liars how many operators may say what they like
     */
    TagTrials with(Collection<Standing> words, boolean all, int liars, Served served, Instant now) {
        return new TagTrials(
                safe.with(
                        all,
                        served.safe(),
                        served.head(),
                        differ(words, Standing::safe, liars),
                        now),
                finalized.with(
                        all,
                        served.finalized(),
                        served.head(),
                        differ(words, Standing::finalized, liars),
                        now));
    }

    TagFinding finding(Tag tag) {
        return switch (tag) {
            case NONE -> TagFinding.GOOD;
            case SAFE -> safe.finding();
            case FINALIZED -> finalized.finding();
        };
    }

    /** More name another block of some height than can be lying. */
    private static boolean differ(
            Collection<Standing> words, Function<Standing, Mark> tag, int liars) {
        return words.stream()
                .filter(it -> tag.apply(it).isNamed())
                .collect(Collectors.groupingBy(it -> tag.apply(it).height()))
                .values()
                .stream()
                .anyMatch(naming -> dissenting(naming, tag) > liars);
    }

    private static int dissenting(Collection<Standing> naming, Function<Standing, Mark> tag) {
        var operators =
                naming.stream()
                        .collect(
                                Collectors.groupingBy(
                                        it -> tag.apply(it).hash(),
                                        Collectors.mapping(Standing::operator, Collectors.toSet())))
                        .values();
        var most = operators.stream().mapToInt(Set::size).max().orElse(0);
        return operators.stream().mapToInt(Set::size).sum() - most;
    }
}
