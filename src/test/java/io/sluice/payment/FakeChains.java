package io.sluice.payment;

import io.sluice.chain.Assets;
import io.sluice.chain.ChainFailure;
import io.sluice.chain.ChainState;
import io.sluice.chain.ChainView;
import io.sluice.chain.Chains;
import io.sluice.chain.DepositAddress;
import io.sluice.chain.DepositAddresses;
import io.sluice.chain.Finality;
import io.sluice.chain.Finality.Tag;
import io.sluice.chain.PendingTransfer;
import io.sluice.chain.Transfer;
import io.sluice.chain.Worth;
import io.sluice.merchant.MerchantId;
import io.sluice.money.Asset;
import io.sluice.money.ChainId;
import io.sluice.payment.derivation.World;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** One chain with two assets, as the test says it is. */
public final class FakeChains implements Chains, Assets, DepositAddresses {

    public final AtomicInteger allocated = new AtomicInteger();
    public volatile Finality finality = new Finality("normal", 3, Tag.NONE);
    public volatile List<PendingTransfer> pending = List.of();

    /** What was last asked how sure one has to be of. */
    public volatile @Nullable Worth asked;

    private final Map<String, Transfer> transfers = new ConcurrentHashMap<>();
    private final List<Asset> listed = new CopyOnWriteArrayList<>(List.of(World.USDC, World.ETH));
    private final Map<ChainId, ChainView> views =
            new ConcurrentHashMap<>(Map.of(World.CHAIN, World.view(0, World.OPENED, -1)));

    /** What a chain says of a transfer from now on. */
    public void say(Transfer transfer) {
        transfers.put(transfer.id(), transfer);
    }

    /** How far a chain is read from now on. */
    public void say(ChainView view) {
        views.put(view.chain(), view);
    }

    /** No longer takes an asset. */
    public void delist(Asset asset) {
        listed.remove(asset);
    }

    /** The reading of no chain has begun. */
    public void sayNothing() {
        views.clear();
    }

    @Override
    public Mono<ChainView> view(ChainId chain) {
        return Mono.fromCallable(() -> views.get(chain));
    }

    @Override
    public Mono<ChainState> state(Collection<DepositAddress> deposits) {
        var addresses = deposits.stream().map(DepositAddress::address).toList();
        return Mono.fromCallable(() ->
                new ChainState(
                        transfers.values().stream()
                                .filter(it -> addresses.contains(it.address()))
                                .toList(),
                        List.copyOf(views.values()),
                        pending));
    }

    @Override
    public Mono<Duration> blockTime(ChainId chain) {
        return Mono.just(Duration.ofSeconds(1));
    }

    @Override
    public Mono<Finality> finality(ChainId chain, Worth total) {
        asked = total;
        return Mono.just(finality);
    }

    @Override
    public List<Asset> all() {
        return List.copyOf(listed);
    }

    @Override
    public Asset require(String id) {
        return all().stream()
                .filter(it -> it.id().equalsIgnoreCase(id))
                .findFirst()
                .orElseThrow(() -> new ChainFailure.UnknownAsset(id));
    }

    @Override
    public BigInteger dust(Asset asset) {
        return BigInteger.valueOf(1000);
    }

    @Override
    public Mono<DepositAddress> allocate(MerchantId merchant, String family, String payment) {
        return Mono.fromCallable(allocated::getAndIncrement)
                .map(it -> new DepositAddress(family, "0x%040x".formatted(0xA000 + it), "0/" + it));
    }
}
