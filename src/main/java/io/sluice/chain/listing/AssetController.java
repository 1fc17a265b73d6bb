package io.sluice.chain.listing;

import io.sluice.chain.Assets;
import io.sluice.chain.network.ChainProperties;
import io.sluice.merchant.Access;
import io.sluice.money.Asset;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What can be paid with here. */
@RestController
@Tag(name = "Assets")
class AssetController {

    private final Listing listing;

    AssetController(Assets assets, ChainProperties properties) {
        listing = new Listing(assets.all().stream().map(asset -> view(asset, properties)).toList());
    }

    @GetMapping("/v1/assets")
    @Access(scope = "assets:read")
    @Operation(summary = "List the assets that can be paid with")
    Listing assets() {
        return listing;
    }

    private static AssetView view(Asset asset, ChainProperties properties) {
        return new AssetView(
                asset.id(),
                asset.symbol(),
                asset.decimals(),
                asset.chain().value(),
                properties.require(asset.chain()).name());
    }

    /** All assets; the list is short, so it has no pages. */
    record Listing(List<AssetView> assets) {}

    /**
     * An asset as it leaves through the API.
     *
     * @param asset CAIP-19
     * @param chain CAIP-2
     */
    record AssetView(String asset, String symbol, int decimals, String chain, String chainName) {}
}
