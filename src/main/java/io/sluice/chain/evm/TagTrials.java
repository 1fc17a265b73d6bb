package io.sluice.chain.evm;

import io.sluice.chain.Finality.Tag;
import io.sluice.chain.family.Served;
import io.sluice.chain.nodes.TagFinding;
import java.time.Instant;
import java.util.Collection;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Both finality tags of a chain, tried for as long as it is heard. */
record TagTrials(TagTrial safe, TagTrial finalized) {

    static final TagTrials NONE = new TagTrials(TagTrial.NONE, TagTrial.NONE);

    TagTrials with(Collection<Standing> words, boolean all, Served served, Instant now) {
        return new TagTrials(
                safe.with(all, served.safe(), served.head(), differ(words, Standing::safe), now),
                finalized.with(
                        all,
                        served.finalized(),
                        served.head(),
                        differ(words, Standing::finalized),
                        now));
    }

    TagFinding finding(Tag tag) {
        return switch (tag) {
            case NONE -> TagFinding.GOOD;
            case SAFE -> safe.finding();
            case FINALIZED -> finalized.finding();
        };
    }

    private static boolean differ(Collection<Standing> words, Function<Standing, Mark> tag) {
        var named = words.stream().map(tag).filter(Mark::isNamed).toList();
        var heights = named.stream().map(Mark::height).distinct().count();
        var blocks =
                named.stream()
                        .map(it -> it.height() + it.hash())
                        .collect(Collectors.toUnmodifiableSet())
                        .size();
        return blocks > heights;
    }
}
