package io.sluice.chain.evm;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.sluice.chain.Transfer.Grade;
import io.sluice.chain.family.Holding;
import io.sluice.chain.family.Movement;
import io.sluice.chain.family.ReadBlock;
import io.sluice.chain.family.Watched;
import io.sluice.chain.network.Network;
import io.sluice.chain.rpc.Agreed;
import io.sluice.chain.rpc.Fanout;
import io.sluice.money.Asset;
import io.sluice.money.ChainId;
import java.math.BigInteger;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import reactor.core.publisher.Mono;

/**
 * Counts of some tokens what arrived, and not what an event says. No hash covers what a node says
 * of a balance, so that a quorum must say the same; a block with any such transfer to somebody who
 * is watched is believed no more than that. Where too few nodes know a state so old, the block is
 * not read: nothing arrived is another thing than not to know.
 */
final class Measurements {

    private final ChainId chain;
    private final Set<Asset> measured;
    private final Watched watched;
    private final Fanout nodes;

    private Measurements(ChainId chain, Set<Asset> measured, Watched watched, Fanout nodes) {
        this.chain = chain;
        this.measured = measured;
        this.watched = watched;
        this.nodes = nodes;
    }

    static Measurements of(
            Network network, Collection<Asset> assets, Watched watched, Fanout nodes) {
        var measured = assets.stream().filter(network::measures).collect(toUnmodifiableSet());
        return new Measurements(network.id(), measured, watched, nodes);
    }

    /** The same, asking {@code others}. */
    Measurements asking(Fanout others) {
        return new Measurements(chain, measured, watched, others);
    }

    /** The block with what arrived of such tokens at addresses that are watched. */
    Mono<ReadBlock> in(ReadBlock read) {
        var some = some(read);
        return some.isEmpty()
                ? Mono.just(read)
                : ours(some)
                        .flatMap(ours -> growth(read, ours))
                        .map(growth -> arrived(read, growth));
    }

    /** The block with such tokens unmeasured: to find what is missing, which seldom is any. */
    ReadBlock leftOutOf(ReadBlock read) {
        return some(read).isEmpty()
                ? read
                : read.moving(read.movements().stream().map(this::unmeasured).toList());
    }

    /** What a block holds of several addresses and assets. */
    Mono<Map<Holding, BigInteger>> balances(Collection<Holding> holdings, String hash) {
        var asked = List.copyOf(holdings);
        return asked.isEmpty()
                ? Mono.just(Map.of())
                : nodes.agree("balances", hash, node -> Balances.of(node, asked, hash))
                        .map(Agreed::value);
    }

    private List<Movement> some(ReadBlock read) {
        return measured.isEmpty()
                ? List.of()
                : read.movements().stream().filter(it -> measured.contains(it.asset())).toList();
    }

    private Movement unmeasured(Movement movement) {
        return measured.contains(movement.asset()) ? movement.unmeasured() : movement;
    }

    private Mono<List<Holding>> ours(List<Movement> some) {
        return watched.among(
                        chain.family(),
                        some.stream().map(Movement::receiver).collect(toUnmodifiableSet()))
                .map(ours ->
                        some.stream()
                                .filter(it -> ours.contains(it.receiver()))
                                .map(Movement::holding)
                                .distinct()
                                .toList());
    }

    private Mono<Map<Holding, BigInteger>> growth(ReadBlock read, List<Holding> ours) {
        return Mono.zip(
                balances(ours, read.parentHash()),
                balances(ours, read.block().hash()),
                Measurements::difference);
    }

    private static Map<Holding, BigInteger> difference(
            Map<Holding, BigInteger> before, Map<Holding, BigInteger> after) {
        var growth = new HashMap<>(after);
        before.forEach((holding, units) -> growth.merge(holding, units, BigInteger::subtract));
        return growth;
    }

    private ReadBlock arrived(ReadBlock read, Map<Holding, BigInteger> growth) {
        var arrived = read.moving(new Arrivals(measured).among(read.movements(), growth));
        return growth.isEmpty() || read.grade() != Grade.CRYPTO
                ? arrived
                : arrived.believed(Grade.QUORUM, read.operators());
    }
}
