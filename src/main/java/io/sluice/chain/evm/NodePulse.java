package io.sluice.chain.evm;

import io.sluice.chain.rpc.RpcFailure;
import io.sluice.chain.rpc.RpcNode;
import io.sluice.money.ChainId;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Asks one node again and again how far its chain is. A node of another chain has no say, however
 * many of them there are.
 */
final class NodePulse {

    private static final Logger log = LoggerFactory.getLogger(NodePulse.class);

    private final RpcNode node;
    private final ChainId chain;
    private final Duration poll;
    private final Duration patience;
    private final InstantSource clock;

    private volatile boolean ofThisChain;
    private volatile boolean silent;

    NodePulse(RpcNode node, ChainId chain, Duration poll, Duration patience, InstantSource clock) {
        this.node = node;
        this.chain = chain;
        this.poll = poll;
        this.patience = patience;
        this.clock = clock;
    }

    /** What the node says, and when it says nothing: that. Never fails, never ends. */
    Flux<Standing> standings() {
        return Mono.defer(() -> ofThisChain ? ask() : rightChain().then(ask()))
                .timeout(patience)
                .doOnNext(_ -> heard())
                .onErrorResume(this::unheard)
                .repeatWhen(answered -> answered.delayElements(poll));
    }

    private Mono<Void> rightChain() {
        return node.call("eth_chainId", List.of(), String.class)
                .map(Hex::quantity)
                .filter(new BigInteger(chain.reference())::equals)
                .switchIfEmpty(Mono.error(() -> new RpcFailure.Malformed("it is of another chain")))
                .doOnNext(_ -> ofThisChain = true)
                .then();
    }

    /** The time is taken first: what the node says was true then, or became true later. */
    private Mono<Standing> ask() {
        return Mono.fromSupplier(clock::instant).flatMap(this::ask);
    }

    private Mono<Standing> ask(Instant asked) {
        return Mono.zip(header("latest"), tagged("safe"), tagged("finalized"))
                .map(it -> Standing.of(node, asked, it.getT1(), it.getT2(), it.getT3()));
    }

    /** A node that does not know a tag has no say in it. */
    private Mono<Long> tagged(String tag) {
        return header(tag)
                .map(header -> Hex.small(header.number()))
                .onErrorReturn(RpcFailure.class, -1L);
    }

    private Mono<RpcHeader> header(String tag) {
        return node.call("eth_getBlockByNumber", List.of(tag, false), RpcHeader.class);
    }

    private void heard() {
        if (silent) {
            silent = false;
            log.info("A node answers again chain={} node={}", chain, node.name());
        }
    }

    /** It may come back as another one, so that it is asked again which chain it is of. */
    private Mono<Standing> unheard(Throwable cause) {
        ofThisChain = false;
        if (!silent) {
            silent = true;
            var because = cause instanceof TimeoutException ? "too slow" : cause.getMessage();
            log.warn(
                    "A node gives no head chain={} node={} because={}",
                    chain,
                    node.name(),
                    because);
        }
        return Mono.just(Standing.unknown(node, clock.instant()));
    }
}
