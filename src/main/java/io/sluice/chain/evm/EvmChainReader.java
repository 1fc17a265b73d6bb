package io.sluice.chain.evm;

import io.sluice.chain.family.ChainReader;
import io.sluice.chain.family.ReadBlock;
import io.sluice.chain.family.Served;
import io.sluice.chain.network.Network;
import io.sluice.chain.rpc.Quorum;
import io.sluice.chain.rpc.RpcFailure.Malformed;
import io.sluice.chain.rpc.RpcNode;
import io.sluice.chain.rpc.RpcNodes;
import io.sluice.money.Asset;
import java.math.BigInteger;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.web3j.utils.Numeric;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads an EVM chain: a quorum on the hash of a block, then on everything it moved. */
final class EvmChainReader implements ChainReader {

    private final Quorum quorum;
    private final EvmHeads heads;
    private final BlockDecoder decoder;

    EvmChainReader(Network network, Map<String, Asset> assets, InstantSource clock) {
        var nodes = RpcNodes.of(network);
        quorum = new Quorum(nodes, network.quorum(), network.patience());
        heads = new EvmHeads(pulses(network, nodes, clock), network.quorum());
        decoder = new BlockDecoder(network.id(), assets);
    }

    @Override
    public Flux<Served> served() {
        return heads.served();
    }

    @Override
    public Mono<String> agreedHash(long height) {
        return quorum.agree("the hash at height", height, node -> hash(node, height));
    }

    @Override
    public Mono<ReadBlock> read(long height, String hash) {
        return quorum.agree("block", hash, node -> block(node, height, hash));
    }

    private static List<NodePulse> pulses(
            Network network, List<RpcNode> nodes, InstantSource clock) {
        return nodes.stream()
                .map(it ->
                        new NodePulse(it, network.id(), network.poll(), network.patience(), clock))
                .toList();
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

    private Mono<ReadBlock> block(RpcNode node, long height, String hash) {
        return Mono.zip(
                        node.call("eth_getBlockByHash", List.of(hash, true), RpcBlock.class),
                        node.call("eth_getBlockReceipts", List.of(hash), RpcReceipt[].class))
                .map(it -> decoder.decode(height, hash, it.getT1(), List.of(it.getT2())));
    }
}
