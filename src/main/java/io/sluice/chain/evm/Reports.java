package io.sluice.chain.evm;

import io.sluice.chain.nodes.ChainReport;
import io.sluice.chain.nodes.NamedBlock;
import io.sluice.chain.nodes.NodeReport;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** Puts what is known of a chain into the words in which it is shown. */
final class Reports {

    private static final long CLOSE_BLOCKS = 8;

    private Reports() {}

    static ChainReport of(Picture picture) {
        var served = picture.served();
        var headTime = time(picture);
        var blockTime = picture.pace().blockTime();
        return new ChainReport(
                served.head(),
                served.safe(),
                served.finalized(),
                headTime,
                blockTime == null ? null : blockTime.toMillis(),
                picture.trials().safe().finding(),
                picture.trials().finalized().finding(),
                picture.said().byNode().values().stream()
                        .sorted(Comparator.comparing(Standing::node))
                        .map(it -> node(picture, it, headTime))
                        .toList());
    }

    /** What enough operators tell of the time of a block at the head, or close to it. */
    private static @Nullable Instant time(Picture picture) {
        var agreed = picture.pace().to();
        return agreed == null || picture.served().head() - agreed.height() > CLOSE_BLOCKS
                ? null
                : agreed.time();
    }

    private static NodeReport node(Picture picture, Standing word, @Nullable Instant headTime) {
        var memory = picture.memory(word.node());
        var answering = word.contact() instanceof Contact.Answering it ? it : null;
        return new NodeReport(
                word.node(),
                word.operator(),
                memory.verdict().state(),
                memory.verdict().reason(),
                block(word.head()),
                block(word.safe()),
                block(word.finalized()),
                word.namesABlock()
                        ? Math.max(0, picture.served().head() - word.head().height())
                        : 0,
                seconds(word.head().time(), headTime),
                word.oldest() < 0 ? null : word.oldest(),
                answering == null ? "" : answering.client(),
                word.lacking(),
                picture.disagrees(word),
                word.asked());
    }

    private static @Nullable NamedBlock block(Mark mark) {
        return mark.isNamed() ? new NamedBlock(mark.height(), mark.hash(), mark.time()) : null;
    }

    private static @Nullable Long seconds(@Nullable Instant own, @Nullable Instant others) {
        return own == null || others == null
                ? null
                : Math.max(0, Duration.between(own, others).toSeconds());
    }
}
