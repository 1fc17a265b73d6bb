package io.sluice.chain.watch;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.sluice.chain.Transfer.Block;
import io.sluice.chain.family.ReadBlock;
import io.sluice.money.ChainId;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says what the second pass over a chain finds, and how far behind it is. */
final class SecondAlarms {

    private static final Logger log = LoggerFactory.getLogger(SecondAlarms.class);

    private final ChainId chain;
    private final Counter missed;
    private final Counter contradicted;
    private final Counter left;
    private final AtomicLong behind;
    private final AtomicLong openGap;

    private long replacedAt = -1;
    private long unconnectedAt = -1;

    SecondAlarms(ChainId chain, MeterRegistry meters) {
        this.chain = chain;
        missed = meters.counter("sluice.chain.missed.by.first.pass", "chain", chain.value());
        contradicted =
                meters.counter("sluice.chain.contradicted.by.second.pass", "chain", chain.value());
        left = meters.counter("sluice.chain.left.unmeasured", "chain", chain.value());
        behind =
                meters.gauge(
                        "sluice.chain.second.pass.behind",
                        Tags.of("chain", chain.value()),
                        new AtomicLong());
        openGap =
                meters.gauge(
                        "sluice.chain.open.gap",
                        Tags.of("chain", chain.value()),
                        new AtomicLong(-1));
    }

    /** How many final blocks were read only once. */
    void isBehind(long blocks) {
        behind.set(blocks);
    }

    /** A block was skipped, and still is to be read. */
    void hasGap(KnownBlock gap) {
        openGap.set(gap.height());
    }

    void hasNoGap() {
        openGap.set(-1);
    }

    /** What was skipped was read. */
    void filled(ReadBlock read, Difference difference) {
        log.info("A gap is closed chain={} height={}", chain, read.block().height());
        left(read, difference.left());
    }

    /** A skipped block is told now, and does not hang on the one that we have below it. */
    void unconnected(Block block) {
        if (unconnectedAt != block.height()) {
            unconnectedAt = block.height();
            log.error(
                    "A skipped block does not hang on the one below chain={} height={} hash={}",
                    chain,
                    block.height(),
                    block.hash());
        }
    }

    /** Only the audit of balances can find what arrived of these. */
    private void left(ReadBlock told, Set<String> transfers) {
        if (!transfers.isEmpty()) {
            left.increment(transfers.size());
            log.error(
                    "Nobody tells how much arrived of transfers: they are left to the audit of"
                            + " balances chain={} height={} transfers={}",
                    chain,
                    told.block().height(),
                    transfers);
        }
    }

    /** What is new was applied; what was not told again stays, and a person must look. */
    void found(ReadBlock again, Difference difference) {
        left(again, difference.left());
        if (!difference.missed().isEmpty()) {
            missed.increment(difference.missed().size());
            log.error(
                    "The first pass missed transfers, which are added now chain={} height={}"
                            + " toldBy={} transfers={}",
                    chain,
                    again.block().height(),
                    again.operators(),
                    difference.missed());
        }
        if (!difference.contradicted().isEmpty()) {
            contradicted.increment(difference.contradicted().size());
            log.error(
                    "Transfers are not told the same again, and stay as they are chain={}"
                            + " height={} toldBy={} transfers={}",
                    chain,
                    again.block().height(),
                    again.operators(),
                    difference.contradicted());
        }
    }

    /** One operator told of transfers that enough others do not tell: nothing was added. */
    void notBorneOut(ReadBlock again) {
        log.warn(
                "An operator tells of transfers that a quorum does not tell chain={} height={}"
                        + " toldBy={}",
                chain,
                again.block().height(),
                again.operators());
    }

    /** A block that was final is another one now. */
    void replaced(KnownBlock ours) {
        if (replacedAt == ours.height()) {
            return;
        }
        replacedAt = ours.height();
        log.error(
                "Enough operators tell another block where ours was final chain={} height={}"
                        + " ours={}",
                chain,
                ours.height(),
                ours.hash());
    }

    /** Nobody else tells the block; the second pass waits at it. */
    void waitsAt(long height) {
        log.warn("A block is not read a second time chain={} height={}", chain, height);
    }

    /** There is no second opinion to be had. */
    void asksTheSame() {
        log.info("The second pass asks those who told it the first time chain={}", chain);
    }
}
