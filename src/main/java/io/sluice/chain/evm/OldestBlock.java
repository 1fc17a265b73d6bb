package io.sluice.chain.evm;

import io.sluice.chain.rpc.Consequence;
import io.sluice.chain.rpc.RpcFailure;
import io.sluice.chain.rpc.RpcNode;
import java.math.BigInteger;
import java.util.List;
import org.web3j.utils.Numeric;
import reactor.core.publisher.Mono;

/** Finds from which height on a node has the blocks: one small question, or a few dozen. */
final class OldestBlock {

    private final RpcNode node;

    OldestBlock(RpcNode node) {
        this.node = node;
    }

    /** Looks between the first block and {@code head}, which it has. */
    Mono<Long> upTo(long head) {
        return has(0).flatMap(all -> all ? Mono.just(0L) : between(0, head));
    }

    private Mono<Long> between(long without, long with) {
        if (with - without <= 1) {
            return Mono.just(with);
        }
        var middle = without + (with - without) / 2;
        return has(middle).flatMap(kept -> kept ? between(without, middle) : between(middle, with));
    }

    /** Headers are kept by nodes that have long dropped what is below them. */
    private Mono<Boolean> has(long height) {
        var number = Numeric.encodeQuantity(BigInteger.valueOf(height));
        return node.call("eth_getBlockTransactionCountByNumber", List.of(number), String.class)
                .map(Hex::quantity)
                .thenReturn(true)
                .onErrorResume(RpcFailure.class, OldestBlock::lacks);
    }

    private static Mono<Boolean> lacks(RpcFailure failure) {
        return failure.consequence() == Consequence.WEAK ? Mono.just(false) : Mono.error(failure);
    }
}
