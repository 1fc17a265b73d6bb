package io.sluice.chain.evm;

import io.sluice.chain.rpc.RpcFailure;
import io.sluice.chain.rpc.RpcNode;
import io.sluice.money.ChainId;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import reactor.core.publisher.Mono;

/** Asks a node which chain it is of. */
final class Identification {

    private static final int LONGEST_NAME = 128;

    private final RpcNode node;
    private final BigInteger chain;
    private final Duration patience;

    Identification(RpcNode node, ChainId chain, Duration patience) {
        this.patience = patience;
        this.node = node;
        this.chain = new BigInteger(chain.reference());
    }

    /** Fails with {@link RpcFailure} when it does not say. */
    Mono<Contact> ask() {
        return node.insisting()
                .call("eth_chainId", List.of(), String.class)
                .map(Hex::quantity)
                .flatMap(id -> id.equals(chain) ? describe() : Mono.just(foreign(id)));
    }

    /** What it leaves out speaks neither for nor against it. */
    private Mono<Contact> describe() {
        return Mono.zip(genesis(), client()).map(it -> answering(it.getT1(), it.getT2()));
    }

    private Mono<String> genesis() {
        return node.call("eth_getBlockByNumber", List.of("0x0", false), RpcHeader.class)
                .map(Mark::of)
                .map(first -> first.height() == 0 ? first.hash() : "")
                .timeout(patience)
                .onErrorReturn("");
    }

    private Mono<String> client() {
        return node.call("web3_clientVersion", List.of(), String.class)
                .map(name -> name.substring(0, Math.min(LONGEST_NAME, name.length())))
                .doOnNext(node::runs)
                .timeout(patience)
                .onErrorReturn("");
    }

    private static Contact answering(String genesis, String client) {
        return new Contact.Answering(genesis, client);
    }

    private static Contact foreign(BigInteger id) {
        return new Contact.Foreign("it is of chain " + id.min(BigInteger.valueOf(Long.MAX_VALUE)));
    }
}
