package io.sluice.simulation;

import io.sluice.chain.Assets;
import io.sluice.chain.ChainFailure;
import io.sluice.chain.network.Network;
import io.sluice.chain.network.Networks;
import io.sluice.merchant.Merchant;
import io.sluice.merchant.Merchant.Late;
import io.sluice.merchant.MerchantId;
import io.sluice.merchant.Tolerance;
import io.sluice.money.Asset;
import io.sluice.money.ChainId;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What is fixed in a world from its beginning: chains, assets, the merchant and its policies. */
final class Realm implements Assets {

    static final MerchantId SHOP = new MerchantId("shop");
    static final Currency EUR = Currency.getInstance("EUR");
    static final Duration SKEW = Duration.ofSeconds(2);
    static final BigInteger DUST = BigInteger.valueOf(1000);

    private static final ChainId QUICK = new ChainId("eip155:1");
    private static final ChainId SLOW = new ChainId("eip155:2");
    private static final String TOKEN = "erc20:0x5FbDB2315678afecb367f032d93F642f64180aa3";
    private static final List<Asset> ASSETS =
            List.of(
                    new Asset(QUICK, TOKEN, "USDC", 6),
                    new Asset(QUICK, "slip44:60", "ETH", 18),
                    new Asset(SLOW, TOKEN, "USDC", 6));

    private final Map<ChainId, ChainFinality> finalities;
    private final Dice dice;

    Realm(Dice dice) {
        finalities = Map.of(QUICK, ChainFinality.of(dice), SLOW, ChainFinality.of(dice));
        this.dice = dice;
    }

    static List<ChainId> chains() {
        return List.of(QUICK, SLOW);
    }

    static Duration blockTime(ChainId chain) {
        return Duration.ofSeconds(chain.equals(QUICK) ? 5 : 14);
    }

    /** How a deployment describes a chain, whose nodes nobody asks. */
    Network network(ChainId chain) {
        var usual = Networks.sandbox(Networks.TOKEN, URI.create("http://127.0.0.1:1"));
        return new Network(
                chain,
                usual.name(),
                usual.poll(),
                usual.patience(),
                finality(chain).datesBlocksBack() ? null : usual.idleMargin(),
                usual.maxReply(),
                usual.trustSingleNode(),
                usual.nodes(),
                usual.assets(),
                finality(chain).levels(),
                usual.verification(),
                usual.traces());
    }

    @Override
    public List<Asset> all() {
        return ASSETS;
    }

    @Override
    public Asset require(String id) {
        return ASSETS.stream()
                .filter(it -> it.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new ChainFailure.UnknownAsset(id));
    }

    @Override
    public BigInteger dust(Asset asset) {
        return DUST;
    }

    ChainFinality finality(ChainId chain) {
        return Objects.requireNonNull(finalities.get(chain));
    }

    /** The merchant, who thinks about policies anew each time. */
    Merchant merchant() {
        var tolerance =
                new Tolerance(
                        dice.one(List.of(BigDecimal.ZERO, new BigDecimal("0.05"))),
                        dice.one(List.of(BigDecimal.ZERO, new BigDecimal("0.5"))),
                        BigDecimal.ONE,
                        EUR);
        return new Merchant(
                SHOP,
                "A shop",
                tolerance,
                dice.one(List.of(Late.values())),
                Duration.ofSeconds(dice.between(20, 200)),
                null,
                Duration.ofSeconds(dice.between(30, 120)),
                Duration.ofSeconds(dice.between(30, 120)));
    }
}
