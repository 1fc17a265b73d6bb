package io.sluice.chain.evm;

import io.sluice.chain.family.ChainReader;
import io.sluice.chain.family.Holding;
import io.sluice.chain.family.ReadBlock;
import io.sluice.chain.family.Served;
import io.sluice.chain.rpc.Agreed;
import io.sluice.chain.rpc.Fanout;
import io.sluice.chain.rpc.RpcFailure.Malformed;
import io.sluice.chain.rpc.RpcNode;
import java.math.BigInteger;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.web3j.utils.Numeric;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads an EVM chain: a quorum on the hash of a block, then what that hash proves. */
final class EvmChainReader implements ChainReader {

    private final Fanout nodes;
    private final EvmHeads heads;
    private final EvmBlocks blocks;
    private final Internals internals;
    private final Measurements measurements;

    EvmChainReader(
            Fanout nodes,
            EvmHeads heads,
            EvmBlocks blocks,
            Internals internals,
            Measurements measurements) {
        this.nodes = nodes;
        this.heads = heads;
        this.blocks = blocks;
        this.internals = internals;
        this.measurements = measurements;
    }

    @Override
    public ChainReader unhurried() {
        var later = nodes.backfilling();
        return new EvmChainReader(
                later,
                heads,
                blocks.asking(later),
                internals.asking(later),
                measurements.asking(later));
    }

    @Override
    public Flux<Served> served() {
        return heads.served();
    }

    @Override
    public Flux<ReadBlock> early() {
        return heads.early().onBackpressureLatest().concatMap(blocks::early, 0);
    }

    @Override
    public Mono<String> agreedHash(long height) {
        return nodes.agree("the hash at height", height, node -> hash(node, height))
                .map(Agreed::value);
    }

    @Override
    public Mono<ReadBlock> read(long height, String hash) {
        return told(height, hash).flatMap(measurements::in);
    }

    @Override
    public Mono<ReadBlock> readUnmeasured(long height, String hash) {
        return told(height, hash).map(measurements::leftOutOf);
    }

    @Override
    public Mono<ReadBlock> readAgain(long height, String hash, Set<String> operators) {
        return blocks.readAgain(height, hash, operators)
                .flatMap(internals::addTo)
                .map(measurements::leftOutOf);
    }

    @Override
    public Mono<Map<Holding, BigInteger>> balances(Collection<Holding> holdings, String hash) {
        return measurements.balances(holdings, hash);
    }

    private Mono<ReadBlock> told(long height, String hash) {
        return blocks.read(height, hash).flatMap(internals::addTo);
    }

    private static Mono<String> hash(RpcNode node, long height) {
        var number = Numeric.encodeQuantity(BigInteger.valueOf(height));
        return node.call("eth_getBlockByNumber", List.of(number, false), RpcHeader.class)
                .map(header -> hash(header, height));
    }

    private static String hash(RpcHeader header, long height) {
        if (Hex.small(header.number()) != height) {
            throw new Malformed("another block than the one asked for");
        }
        return Hex.hash(header.hash());
    }
}
