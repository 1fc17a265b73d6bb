package io.sluice.chain.listing;

import io.sluice.chain.Assets;
import io.sluice.chain.ChainFailure;
import io.sluice.chain.family.Families;
import io.sluice.chain.network.ChainProperties;
import io.sluice.chain.network.Network;
import io.sluice.chain.network.Network.ListedAsset;
import io.sluice.money.Asset;
import io.sluice.platform.keys.Misconfigured;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The assets of the configuration, each in the one spelling used inside. */
@Component
final class ConfiguredAssets implements Assets {

    private final List<Asset> all;
    private final Map<String, Asset> bySpelling = new HashMap<>();
    private final Map<Asset, BigInteger> dust = new LinkedHashMap<>();

    ConfiguredAssets(ChainProperties properties, Families families) {
        for (var network : properties.chains()) {
            for (var listed : network.assets()) {
                dust.put(configured(network, listed, families), listed.dust());
            }
        }
        all = List.copyOf(dust.keySet());
        all.forEach(asset -> bySpelling.put(asset.id(), asset));
        all.forEach(asset -> bySpelling.put(asset.id().toLowerCase(Locale.ROOT), asset));
    }

    @Override
    public List<Asset> all() {
        return all;
    }

    /** Takes the checksummed and the lower-case spelling; any other is a wrong checksum. */
    @Override
    public Asset require(String id) {
        return Optional.ofNullable(bySpelling.get(id))
                .orElseThrow(() -> new ChainFailure.UnknownAsset(id));
    }

    @Override
    public BigInteger dust(Asset asset) {
        return dust.getOrDefault(asset, BigInteger.ZERO);
    }

    private static Asset configured(Network network, ListedAsset listed, Families families) {
        try {
            return asset(network, listed, families);
        } catch (IllegalArgumentException | ChainFailure e) {
            throw new Misconfigured(
                    "The asset %s of sluice.chain.chains cannot be taken: %s"
                            .formatted(listed.id(), e.getMessage()),
                    "Name it by its CAIP-19 id, with a contract in EIP-55 or lower-case form.");
        }
    }

    private static Asset asset(Network network, ListedAsset listed, Families families) {
        var type = listed.id().substring(network.id().value().length() + 1);
        var raw = new Asset(network.id(), type, listed.symbol(), listed.decimals());
        return switch (raw.namespace()) {
            case "slip44" -> raw;
            case "erc20" -> spelled(raw, families);
            default -> throw new IllegalArgumentException("no way to take " + listed.id());
        };
    }

    private static Asset spelled(Asset token, Families families) {
        var contract = families.require(token.chain().family()).address(token.reference());
        return new Asset(
                token.chain(),
                token.namespace() + ":" + contract,
                token.symbol(),
                token.decimals());
    }
}
