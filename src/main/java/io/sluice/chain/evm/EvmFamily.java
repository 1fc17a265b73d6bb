package io.sluice.chain.evm;

import io.sluice.chain.TransferRequest;
import io.sluice.chain.family.Account;
import io.sluice.chain.family.ChainFamily;
import io.sluice.chain.family.ChainReader;
import io.sluice.chain.network.Network;
import io.sluice.chain.rpc.RpcChains;
import io.sluice.money.Asset;
import io.sluice.money.AssetAmount;
import java.time.InstantSource;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Ethereum and all that speaks like it. */
@Component
final class EvmFamily implements ChainFamily {

    private final RpcChains nodes;
    private final InstantSource clock;

    EvmFamily(RpcChains nodes, InstantSource clock) {
        this.nodes = nodes;
        this.clock = clock;
    }

    @Override
    public String namespace() {
        return "eip155";
    }

    @Override
    public String address(String text) {
        return EvmAddress.of(text);
    }

    @Override
    public Account account(String extendedKey) {
        return EvmAccount.parse(extendedKey);
    }

    @Override
    public String path(int index) {
        return "0/" + index;
    }

    @Override
    public TransferRequest request(AssetAmount amount, String address) {
        return EvmTransferRequests.of(amount, address);
    }

    @Override
    public ChainReader reader(Network network, Map<String, Asset> assets) {
        return new EvmChainReader(network, nodes.of(network), assets, clock);
    }
}
