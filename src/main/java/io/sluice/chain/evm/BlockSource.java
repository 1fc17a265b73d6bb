package io.sluice.chain.evm;

import io.sluice.chain.proof.RpcBlock;
import io.sluice.chain.proof.RpcReceipt;
import io.sluice.chain.proof.RpcTransaction;
import io.sluice.chain.rpc.RpcErrorClass;
import io.sluice.chain.rpc.RpcFailure.Malformed;
import io.sluice.chain.rpc.RpcFailure.Refused;
import io.sluice.chain.rpc.RpcNode;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Asks one node for a block. Where it does not know how to tell all receipts at once, it is asked
 * for each of them: the root is over all, so that none may be left out.
 */
final class BlockSource {

    /** No such method, or not with a hash. */
    private static final Set<RpcErrorClass> UNABLE =
            Set.of(RpcErrorClass.UNSUPPORTED_METHOD, RpcErrorClass.INVALID_PARAMS);

    private static final int AT_ONCE = 8;

    private final Set<String> oneByOne = ConcurrentHashMap.newKeySet();

    Mono<ToldBlock> ask(RpcNode node, String hash) {
        return oneByOne.contains(node.name())
                ? block(node, hash).flatMap(block -> eachReceipt(node, block))
                : Mono.zip(block(node, hash), receipts(node, hash), ToldBlock::new)
                        .onErrorResume(Refused.class, refused -> withoutAll(node, hash, refused));
    }

    private Mono<ToldBlock> withoutAll(RpcNode node, String hash, Refused refused) {
        if (!UNABLE.contains(refused.errorClass())) {
            return Mono.error(refused);
        }
        return block(node, hash)
                .flatMap(block -> eachReceipt(node, block))
                .doOnNext(_ -> oneByOne.add(node.name()));
    }

    private static Mono<RpcBlock> block(RpcNode node, String hash) {
        return node.call("eth_getBlockByHash", List.of(hash, true), RpcBlock.class);
    }

    private static Mono<List<RpcReceipt>> receipts(RpcNode node, String hash) {
        return node.call("eth_getBlockReceipts", List.of(hash), RpcReceipt[].class).map(List::of);
    }

    private static Mono<ToldBlock> eachReceipt(RpcNode node, RpcBlock block) {
        var transactions = block.transactions();
        if (transactions == null) {
            return Mono.error(new Malformed("a block without transactions"));
        }
        return Flux.fromIterable(transactions)
                .flatMapSequential(sent -> receipt(node, sent), AT_ONCE)
                .collectList()
                .map(receipts -> new ToldBlock(block, receipts));
    }

    private static Mono<RpcReceipt> receipt(RpcNode node, RpcTransaction sent) {
        return Mono.fromCallable(() -> Hex.hash(sent.hash()))
                .flatMap(hash ->
                        node.call("eth_getTransactionReceipt", List.of(hash), RpcReceipt.class));
    }
}
