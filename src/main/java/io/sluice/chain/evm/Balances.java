package io.sluice.chain.evm;

import io.sluice.chain.rpc.RpcNode;
import io.sluice.money.Asset;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import reactor.core.publisher.Mono;

/** Asks a node what an address holds at the end of a block, by its hash (EIP-1898). */
final class Balances {

    /** {@code balanceOf(address)} of ERC-20, and the argument's padding. */
    private static final String BALANCE_OF = "0x70a08231" + "0".repeat(24);

    private Balances() {}

    static Mono<BigInteger> of(RpcNode node, Asset asset, String address, String hash) {
        var at = Map.of("blockHash", hash);
        return asset.namespace().equals("erc20")
                ? node.call("eth_call", List.of(balanceOf(asset, address), at), String.class)
                        .map(word -> new BigInteger(Hex.hash(word).substring(2), 16))
                : node.call("eth_getBalance", List.of(address, at), String.class)
                        .map(Hex::quantity);
    }

    private static Map<String, String> balanceOf(Asset token, String address) {
        var data = BALANCE_OF + address.substring(2).toLowerCase(Locale.ROOT);
        return Map.of("to", token.reference(), "data", data);
    }
}
