package io.sluice.chain.evm;

import io.sluice.chain.family.Holding;
import io.sluice.chain.rpc.RpcNode;
import io.sluice.money.Asset;
import io.sluice.platform.reactive.Answer;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import reactor.core.Exceptions;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.function.Tuple2;
import reactor.util.function.Tuples;

/** Asks a node what addresses hold at the end of a block, by its hash (EIP-1898). */
final class Balances {

    /** {@code balanceOf(address)} of ERC-20, and the argument's padding. */
    private static final String BALANCE_OF = "0x70a08231" + "0".repeat(24);

    private Balances() {}

    /** All of them, or none: fails as the first that fails. */
    static Mono<Map<Holding, BigInteger>> of(RpcNode node, List<Holding> holdings, String hash) {
        var at = Map.of("blockHash", hash);
        var tokens = holdings.stream().filter(it -> isToken(it.asset())).toList();
        var coins = holdings.stream().filter(it -> !isToken(it.asset())).toList();
        return Flux.concat(
                        ask(node, "eth_call", tokens, it -> List.of(balanceOf(it), at))
                                .map(it -> it.mapT2(Balances::word)),
                        ask(node, "eth_getBalance", coins, it -> List.of(it.address(), at))
                                .map(it -> it.mapT2(Hex::quantity)))
                .collectMap(Tuple2::getT1, Tuple2::getT2);
    }

    /** What {@code address} has of a contract's tokens right now. */
    static Mono<BigInteger> ofToken(RpcNode node, String contract, String address) {
        var call = Map.of("to", contract, "data", balanceOf(address));
        return node.call("eth_call", List.of(call, "latest"), String.class).map(Balances::word);
    }

    private static Flux<Tuple2<Holding, String>> ask(
            RpcNode node,
            String method,
            List<Holding> holdings,
            Function<Holding, List<Object>> params) {
        return Flux.zip(
                Flux.fromIterable(holdings),
                node.batch(method, holdings.stream().map(params).toList(), String.class)
                        .map(Balances::told),
                Tuples::of);
    }

    private static String told(Answer<List<?>, String> answer) {
        return switch (answer) {
            case Answer.Given<List<?>, String>(_, var value) -> value;
            case Answer.Failed<List<?>, String>(_, var cause) -> throw Exceptions.propagate(cause);
        };
    }

    private static BigInteger word(String told) {
        return new BigInteger(Hex.hash(told).substring(2), 16);
    }

    private static boolean isToken(Asset asset) {
        return asset.namespace().equals("erc20");
    }

    private static Map<String, String> balanceOf(Holding holding) {
        return Map.of("to", holding.asset().reference(), "data", balanceOf(holding.address()));
    }

    private static String balanceOf(String address) {
        return BALANCE_OF + address.substring(2).toLowerCase(Locale.ROOT);
    }
}
