package io.sluice.chain.watch;

import io.sluice.chain.family.ChainReader;
import io.sluice.chain.family.Holding;
import io.sluice.chain.rpc.Undecided;
import io.sluice.money.ChainId;
import java.math.BigInteger;
import java.util.List;
import java.util.Objects;
import reactor.core.publisher.Mono;

/**
 * Finds the block in which something arrived that nobody tells of, so that nobody is late who was
 * not: by halves, as far back as enough nodes still know the states, which are forgotten from the
 * oldest on.
 */
final class Arrival {

    private final ChainId chain;
    private final ChainReader reader;
    private final BlockStore blocks;
    private final PostgresAudits audits;

    Arrival(ChainId chain, ChainReader reader, BlockStore blocks, PostgresAudits audits) {
        this.chain = chain;
        this.reader = reader;
        this.blocks = blocks;
        this.audits = audits;
    }

    /**
     * A block at whose end all was there that is unexplained when {@code held} is, at {@code at}.
     */
    Mono<KnownBlock> of(Audited audited, BigInteger held, KnownBlock at) {
        return between(audited, audited.unexplained(held), audited.since(), at);
    }

    private Mono<KnownBlock> between(
            Audited audited, BigInteger units, long before, KnownBlock there) {
        var middle = before + (there.height() - before) / 2;
        return middle == before
                ? Mono.just(there)
                : blocks.at(chain, middle)
                        .flatMap(block ->
                                isThere(audited, units, block)
                                        .flatMap(is ->
                                                is
                                                        ? between(audited, units, before, block)
                                                        : between(audited, units, middle, there)))
                        .defaultIfEmpty(there);
    }

    private Mono<Boolean> isThere(Audited audited, BigInteger units, KnownBlock block) {
        var holding = audited.holding();
        return Mono.zip(
                        held(holding, block),
                        audits.arrived(chain, holding, audited.since(), block.height()),
                        (held, arrived) ->
                                audited.with(arrived).unexplained(held).compareTo(units) >= 0)
                .onErrorReturn(Undecided.class, false);
    }

    private Mono<BigInteger> held(Holding holding, KnownBlock block) {
        return reader.balances(List.of(holding), block.hash())
                .map(it -> Objects.requireNonNull(it.get(holding)));
    }
}
