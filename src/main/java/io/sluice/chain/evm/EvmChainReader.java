package io.sluice.chain.evm;

import io.sluice.chain.Transfer.Grade;
import io.sluice.chain.family.ChainReader;
import io.sluice.chain.family.ReadBlock;
import io.sluice.chain.family.Served;
import io.sluice.chain.network.Network;
import io.sluice.chain.proof.RpcBlock;
import io.sluice.chain.proof.RpcReceipt;
import io.sluice.chain.rpc.Agreed;
import io.sluice.chain.rpc.Fanout;
import io.sluice.chain.rpc.RpcFailure.Malformed;
import io.sluice.chain.rpc.RpcNode;
import io.sluice.money.Asset;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.web3j.utils.Numeric;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads an EVM chain: a quorum on the hash of a block, then on everything it moved. */
final class EvmChainReader implements ChainReader {

    private final Fanout nodes;
    private final EvmHeads heads;
    private final BlockDecoder decoder;

    EvmChainReader(Network network, Fanout nodes, Map<String, Asset> assets, EvmHeads heads) {
        this.nodes = nodes;
        this.heads = heads;
        decoder = new BlockDecoder(network.id(), assets);
    }

    @Override
    public Flux<Served> served() {
        return heads.served();
    }

    @Override
    public Mono<String> agreedHash(long height) {
        return nodes.agree("the hash at height", height, node -> hash(node, height))
                .map(Agreed::value);
    }

    @Override
    public Mono<ReadBlock> read(long height, String hash) {
        return nodes.agree("block", hash, node -> block(node, height, hash))
                .map(it -> it.value().believed(Grade.QUORUM, it.operators()));
    }

    @Override
    public Mono<ReadBlock> readAgain(long height, String hash, Set<String> operators) {
        return nodes.first("block", hash, operators, node -> block(node, height, hash))
                .map(it -> it.value().believed(Grade.SINGLE, Set.of(it.source().operator())));
    }

    @Override
    public Mono<BigInteger> balance(Asset asset, String address, String hash) {
        var which = "of %s at %s".formatted(address, hash);
        return nodes.agree("balance", which, node -> Balances.of(node, asset, address, hash))
                .map(Agreed::value);
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
