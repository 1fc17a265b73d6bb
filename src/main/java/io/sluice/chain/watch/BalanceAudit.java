package io.sluice.chain.watch;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.sluice.chain.ChainView;
import io.sluice.chain.family.ChainReader;
import io.sluice.chain.family.Holding;
import io.sluice.chain.rpc.Undecided;
import io.sluice.money.Asset;
import io.sluice.money.ChainId;
import java.math.BigInteger;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Looks, a few addresses at a time, for value that no transfer explains: it came in a way that was
 * not seen. Less than was seen is usual, for merchants take out what they got.
 */
final class BalanceAudit {

    private static final Logger log = LoggerFactory.getLogger(BalanceAudit.class);
    private static final Duration PACE = Duration.ofMinutes(1);

    /** Transfers in a round; the next round goes on above them. */
    private static final int SAMPLE = 20;

    /** How far below final a rotation begins. */
    private static final int BLOCKS = 50_000;

    private static final int REMEMBERED = 10_000;

    private final ChainId chain;
    private final List<Asset> assets;
    private final ChainReader reader;
    private final CursorStore cursors;
    private final BlockStore blocks;
    private final PostgresExplained explained;
    private final Counter unexplained;
    private final Set<String> told = new HashSet<>();

    private long after = -1;

    BalanceAudit(
            ChainId chain,
            List<Asset> assets,
            ChainReader reader,
            CursorStore cursors,
            BlockStore blocks,
            PostgresExplained explained,
            MeterRegistry meters) {
        this.chain = chain;
        this.assets = List.copyOf(assets);
        this.reader = reader;
        this.cursors = cursors;
        this.blocks = blocks;
        this.explained = explained;
        this.unexplained =
                meters.counter("sluice.chain.unexplained.balance", "chain", chain.value());
    }

    /** Looks again and again. Writes nothing. */
    Flux<Void> follow() {
        return Mono.delay(PACE).then(Mono.defer(this::round)).repeat();
    }

    /** Looks at the next addresses, as of the newest final block. */
    Mono<Void> round() {
        return cursors.load(chain)
                .filter(cursor -> cursor.finalized() >= 0)
                .flatMap(this::next)
                .then();
    }

    private Mono<Void> next(ChainView cursor) {
        var height = cursor.finalized();
        var from = Math.max(after, height - BLOCKS);
        return explained
                .next(chain, from, height, SAMPLE)
                .doOnNext(sample -> after = goOn(sample))
                .flatMap(sample -> blocks.at(chain, height).flatMap(at -> look(at.hash(), sample)));
    }

    /** From the beginning when nothing is left. */
    private static long goOn(List<Explained> sample) {
        return sample.stream().mapToLong(Explained::until).max().orElse(-1);
    }

    private Mono<Void> look(String hash, List<Explained> sample) {
        var byAddress =
                sample.stream()
                        .collect(
                                groupingBy(
                                        Explained::address,
                                        toMap(Explained::asset, Explained::units)));
        return Flux.fromIterable(byAddress.entrySet())
                .concatMap(it -> look(hash, it.getKey(), it.getValue()))
                .then();
    }

    private Mono<Void> look(String hash, String address, Map<String, BigInteger> seen) {
        return reader.balances(assets.stream().map(it -> new Holding(it, address)).toList(), hash)
                .flatMapIterable(Map::entrySet)
                .filter(it -> it.getValue().compareTo(seenOf(it.getKey().asset(), seen)) > 0)
                .doOnNext(it -> alarm(address, it.getKey().asset()))
                .onErrorResume(Undecided.class, _ -> Flux.empty())
                .then();
    }

    private static BigInteger seenOf(Asset asset, Map<String, BigInteger> seen) {
        return seen.getOrDefault(asset.id(), BigInteger.ZERO);
    }

    private void alarm(String address, Asset asset) {
        if (told.size() < REMEMBERED && told.add(address + " " + asset.id())) {
            unexplained.increment();
            log.error(
                    "An address holds more than what is known to have reached it address={}"
                            + " asset={}",
                    address,
                    asset.id());
        }
    }
}
