package io.sluice.chain.watch;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.sluice.chain.ChainView;
import io.sluice.chain.Finality.Tag;
import io.sluice.chain.network.Network;
import io.sluice.chain.network.Network.Level;
import io.sluice.money.ChainId;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says how deep a chain was reorganised, and loudly when payments may have counted on less. */
final class ReorgAlarm {

    private static final Logger log = LoggerFactory.getLogger(ReorgAlarm.class);

    private final ChainId chain;
    private final int shallowest;
    private final DistributionSummary depths;

    ReorgAlarm(Network network, MeterRegistry meters) {
        this.chain = network.id();
        var levels = network.levels();
        this.shallowest =
                Stream.of(levels.small(), levels.normal(), levels.large())
                        .filter(level -> level.tag() != Tag.FINALIZED)
                        .mapToInt(Level::depth)
                        .min()
                        .orElse(Integer.MAX_VALUE);
        this.depths = meters.summary("sluice.chain.reorg.depth", "chain", chain.value());
    }

    void went(ChainView from, Retreat retreat) {
        depths.record((double) retreat.gone());
        if (retreat.gone() >= shallowest) {
            log.error(
                    "A chain was reorganised deeper than a level asks for: what is issued from now"
                            + " on asks for more chain={} height={} gone={}",
                    chain,
                    from.height(),
                    retreat.gone());
        } else {
            log.warn(
                    "A chain was reorganised chain={} height={} gone={}",
                    chain,
                    from.height(),
                    retreat.gone());
        }
    }
}
