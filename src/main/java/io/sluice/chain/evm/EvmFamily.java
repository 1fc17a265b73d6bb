package io.sluice.chain.evm;

import io.sluice.chain.TransferRequest;
import io.sluice.chain.family.Account;
import io.sluice.chain.family.ChainFamily;
import io.sluice.chain.family.ChainReader;
import io.sluice.chain.family.Courier;
import io.sluice.chain.family.Movement;
import io.sluice.chain.family.Signed;
import io.sluice.chain.family.Watched;
import io.sluice.chain.network.Network;
import io.sluice.chain.nodes.HeadBoard;
import io.sluice.chain.rpc.Agreed;
import io.sluice.chain.rpc.Fanout;
import io.sluice.chain.rpc.RpcChains;
import io.sluice.chain.rpc.RpcNode;
import io.sluice.money.Asset;
import io.sluice.money.AssetAmount;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Ethereum and all that speaks like it. */
@Component
final class EvmFamily implements ChainFamily {

    private final RpcChains nodes;
    private final HeadBoard board;
    private final Watched watched;
    private final InstantSource clock;

    EvmFamily(RpcChains nodes, HeadBoard board, Watched watched, InstantSource clock) {
        this.nodes = nodes;
        this.board = board;
        this.watched = watched;
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
        var fanout = nodes.of(network);
        var pulses = fanout.nodes().stream().map(node -> pulse(network, node)).toList();
        var heads = new EvmHeads(network, pulses, board);
        var traces = TraceSource.of(network.traces(), BlockDecoder.coin(assets.values()));
        return new EvmChainReader(
                fanout,
                heads,
                blocks(network, fanout, assets),
                new Internals(fanout, traces),
                Measurements.of(network, assets.values(), watched, fanout));
    }

    private EvmBlocks blocks(Network network, Fanout fanout, Map<String, Asset> assets) {
        var decoder = new BlockDecoder(network.id(), assets);
        var check = new BlockCheck(decoder, network.id(), watched);
        return new EvmBlocks(
                fanout,
                check,
                new Peculiarities(network.id(), network.verifiedBy()),
                new EarlyBlocks(fanout, check));
    }

    private NodePulse pulse(Network network, RpcNode node) {
        return new NodePulse(
                node,
                network.id(),
                network.poll(),
                network.patience(),
                hints(network, node.name()),
                clock);
    }

    private HeadHints hints(Network network, String node) {
        return network.nodes().stream()
                .filter(it -> it.name().equals(node))
                .map(it -> HeadHints.of(it, nodes.authorities()))
                .findFirst()
                .orElse(HeadHints.NONE);
    }

    @Override
    public Signed signed(String raw) {
        return SignedTransactions.read(raw);
    }

    @Override
    public Movement paying(Signed signed, AssetAmount missing, String address) {
        return new SignedPayment(signed).paying(missing, address);
    }

    @Override
    public Optional<Movement> moving(Signed signed, Collection<Asset> assets, String address) {
        return new SignedPayment(signed).moving(assets, address);
    }

    @Override
    public Mono<String> call(Network network, String contract, String data, String hash) {
        var call = Map.of("to", contract, "data", data);
        var at = Map.of("blockHash", hash);
        return nodes.of(network)
                .backfilling()
                .agree(
                        "what a contract says",
                        List.of(contract, data, hash),
                        node -> node.call("eth_call", List.of(call, at), String.class))
                .map(Agreed::value);
    }

    /** Payers decide how often it asks, so what the watcher needs of a node goes before. */
    @Override
    public Courier courier(Network network) {
        return new EvmCourier(nodes.of(network).backfilling());
    }
}
