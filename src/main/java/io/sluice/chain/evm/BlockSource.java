package io.sluice.chain.evm;

import io.sluice.chain.proof.RpcBlock;
import io.sluice.chain.proof.RpcReceipt;
import io.sluice.chain.proof.RpcTransaction;
import io.sluice.chain.rpc.RpcErrorClass;
import io.sluice.chain.rpc.RpcFailure.Malformed;
import io.sluice.chain.rpc.RpcFailure.Refused;
import io.sluice.chain.rpc.RpcNode;
import io.sluice.chain.rpc.Testimony;
import io.sluice.platform.reactive.Answer;
import java.util.List;
import java.util.Set;
import reactor.core.Exceptions;
import reactor.core.publisher.Mono;

/**
 * Asks one node for a block. Where it does not know how to tell all receipts at once, it is asked
 * for each of them: the root is over all, so that none may be left out.
 */
final class BlockSource {

    private static final String RECEIPTS = "eth_getBlockReceipts";

    /** No such method, or not with a hash. */
    private static final Set<RpcErrorClass> UNABLE =
            Set.of(RpcErrorClass.UNSUPPORTED_METHOD, RpcErrorClass.INVALID_PARAMS);

    Mono<ToldBlock> ask(RpcNode node, String hash) {
        return node.lacks(RECEIPTS)
                ? block(node, hash).flatMap(block -> eachReceipt(node, block))
                : Mono.zip(block(node, hash), receipts(node, hash), BlockSource::told)
                        .onErrorResume(Refused.class, refused -> withoutAll(node, hash, refused));
    }

    private Mono<ToldBlock> withoutAll(RpcNode node, String hash, Refused refused) {
        if (!UNABLE.contains(refused.errorClass())) {
            return Mono.error(refused);
        }
        return block(node, hash)
                .flatMap(block -> eachReceipt(node, block))
                .doOnNext(_ -> node.doesWithout(RECEIPTS));
    }

    private static Mono<Testimony<RpcBlock>> block(RpcNode node, String hash) {
        return node.testify("eth_getBlockByHash", List.of(hash, true), RpcBlock.class);
    }

    private static Mono<Testimony<RpcReceipt[]>> receipts(RpcNode node, String hash) {
        return node.testify(RECEIPTS, List.of(hash), RpcReceipt[].class);
    }

    private static ToldBlock told(Testimony<RpcBlock> block, Testimony<RpcReceipt[]> receipts) {
        return new ToldBlock(
                block.value(),
                List.of(receipts.value()),
                List.of(block.transcript(), receipts.transcript()));
    }

    private static Mono<ToldBlock> eachReceipt(RpcNode node, Testimony<RpcBlock> block) {
        var transactions = block.value().transactions();
        if (transactions == null) {
            return Mono.error(new Malformed("a block without transactions"));
        }
        return Mono.fromCallable(() -> hashes(transactions))
                .flatMapMany(it -> node.batch("eth_getTransactionReceipt", it, RpcReceipt.class))
                .map(BlockSource::receipt)
                .collectList()
                .map(receipts ->
                        new ToldBlock(block.value(), receipts, List.of(block.transcript())));
    }

    private static List<List<String>> hashes(List<RpcTransaction> transactions) {
        return transactions.stream().map(sent -> List.of(Hex.hash(sent.hash()))).toList();
    }

    private static RpcReceipt receipt(Answer<List<?>, RpcReceipt> answer) {
        return switch (answer) {
            case Answer.Given<List<?>, RpcReceipt>(_, var receipt) -> receipt;
            case Answer.Failed<List<?>, RpcReceipt>(_, var cause) ->
                    throw Exceptions.propagate(cause);
        };
    }
}
