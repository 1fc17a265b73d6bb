package io.sluice.chain.watch;

import io.sluice.chain.Assets;
import io.sluice.chain.family.ChainReader;
import io.sluice.chain.family.Families;
import io.sluice.chain.network.Network;
import io.sluice.money.Asset;
import io.sluice.money.ChainId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Who reads each chain on this replica, for all who want to know. */
@Component
final class Readers {

    private final Families families;
    private final Assets assets;
    private final Map<ChainId, ChainReader> readers = new ConcurrentHashMap<>();

    Readers(Families families, Assets assets) {
        this.families = families;
        this.assets = assets;
    }

    ChainReader of(Network network) {
        return readers.computeIfAbsent(
                network.id(), id -> families.require(id.family()).reader(network, listed(id)));
    }

    private Map<String, Asset> listed(ChainId chain) {
        return assets.all().stream()
                .filter(asset -> asset.chain().equals(chain))
                .collect(Collectors.toUnmodifiableMap(Asset::type, Function.identity()));
    }
}
