package io.sluice.chain.evm;

import io.sluice.chain.evm.RpcFrame.Traced;
import io.sluice.chain.family.Movement;
import io.sluice.chain.network.Traces;
import io.sluice.chain.rpc.RpcNode;
import io.sluice.money.Asset;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.web3j.utils.Numeric;
import reactor.core.publisher.Mono;

/** Asks one node for the coins that contracts sent in a block. No hash covers its answer. */
final class TraceSource {

    private final Traces traces;
    private final InternalMovements movements;

    private TraceSource(Traces traces, InternalMovements movements) {
        this.traces = traces;
        this.movements = movements;
    }

    /** Empty where nobody is asked, or coins are not taken. */
    static Optional<TraceSource> of(Traces traces, Optional<Asset> coin) {
        return coin.filter(_ -> traces != Traces.NONE)
                .map(it -> new TraceSource(traces, new InternalMovements(it)));
    }

    Mono<List<Movement>> ask(RpcNode node, long height, String hash) {
        return switch (traces) {
            case NONE -> Mono.just(List.of());
            case DEBUG ->
                    node.call(
                                    "debug_traceBlockByHash",
                                    List.of(hash, Map.of("tracer", "callTracer")),
                                    Traced[].class)
                            .map(it -> movements.nested(List.of(it)));
            case PARITY ->
                    node.call("trace_block", List.of(number(height)), RpcTrace[].class)
                            .map(it -> movements.listed(hash, List.of(it)));
        };
    }

    private static String number(long height) {
        return Numeric.encodeQuantity(BigInteger.valueOf(height));
    }
}
