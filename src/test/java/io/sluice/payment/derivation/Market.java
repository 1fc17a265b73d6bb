package io.sluice.payment.derivation;

import io.sluice.chain.Finality;
import io.sluice.chain.Finality.Tag;
import io.sluice.merchant.Merchant.Late;
import io.sluice.merchant.Tolerance;
import io.sluice.money.Asset;
import io.sluice.money.AssetAmount;
import io.sluice.money.ChainId;
import io.sluice.money.Price;
import io.sluice.quote.Quote;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Terms for payments that never were: two chains, four assets on offer, and two nobody offers. */
final class Market {

    static final List<ChainId> CHAINS = List.of(World.CHAIN, World.OTHER_CHAIN);
    static final List<Asset> OFFERED =
            List.of(
                    World.USDC,
                    World.ETH,
                    new Asset(
                            World.OTHER_CHAIN,
                            "erc20:0x00000000000000000000000000000000000000c1",
                            "USDC",
                            6),
                    new Asset(World.OTHER_CHAIN, "slip44:60", "ETH", 18));
    static final List<Asset> OTHERS =
            List.of(
                    new Asset(
                            World.CHAIN,
                            "erc20:0x00000000000000000000000000000000000000c2",
                            "DAI",
                            18),
                    new Asset(
                            World.OTHER_CHAIN,
                            "erc20:0x00000000000000000000000000000000000000c3",
                            "EURC",
                            6));

    private static final Currency EUR = Currency.getInstance("EUR");
    private static final Price PRICE = new Price(new BigDecimal("100.00"), EUR);
    private static final List<Tolerance> TOLERANCES =
            List.of(
                    tolerance("0", "0", "0", "EUR"),
                    tolerance("0.05", "0.5", "1.00", "EUR"),
                    tolerance("0.07", "3", "2.00", "EUR"),
                    tolerance("5.00", "0.5", "1.00", "EUR"),
                    tolerance("1.00", "0", "9.00", "EUR"),
                    tolerance("150", "0", "200", "EUR"),
                    tolerance("5.00", "5", "9.00", "USD"));

    private final Dice dice;
    private final Map<String, BigInteger> dust = new HashMap<>();
    private int quotes;

    Market(Dice dice) {
        this.dice = dice;
        OFFERED.forEach(this::drawDust);
        OTHERS.forEach(this::drawDust);
    }

    Terms terms() {
        return new Terms(
                PRICE,
                "order-1",
                null,
                null,
                Map.of(),
                World.OPENED,
                chooseBy(),
                Duration.ofMinutes(1),
                OFFERED.stream().map(it -> new Terms.Option(it, null)).toList(),
                Map.copyOf(dust),
                List.of());
    }

    BigInteger dust(Asset asset) {
        return dust.getOrDefault(asset.id(), BigInteger.ZERO);
    }

    Quote quote(Instant now) {
        quotes++;
        var asset = dice.any(OFFERED);
        var rate = new BigDecimal(dice.any("0.92486", "1", "3", "0.97", "2911.37", "1850.5"));
        var amount =
                AssetAmount.atLeast(asset, PRICE.amount().divide(rate, MathContext.DECIMAL128));
        return new Quote(
                "quo_" + quotes,
                PRICE,
                amount,
                rate,
                false,
                now,
                now.plus(dice.seconds(20, 120)),
                List.of(),
                "signature");
    }

    Policy policy() {
        return new Policy(
                new Finality("normal", dice.between(1, 4), dice.any(Tag.values())),
                dice.any(TOLERANCES),
                dice.any(Late.values()),
                dice.seconds(10, 60),
                dice.oneIn(2) ? Duration.ZERO : dice.seconds(1, 15));
    }

    private void drawDust(Asset asset) {
        var units = dice.oneIn(9) ? "250000000000000000000" : dice.any("0", "1000");
        if (!dice.oneIn(6)) {
            dust.put(asset.id(), new BigInteger(units));
        }
    }

    private @Nullable Instant chooseBy() {
        return dice.oneIn(3) ? World.OPENED.plus(dice.seconds(5, 60)) : null;
    }

    private static Tolerance tolerance(String absolute, String percent, String cap, String of) {
        return new Tolerance(
                new BigDecimal(absolute),
                new BigDecimal(percent),
                new BigDecimal(cap),
                Currency.getInstance(of));
    }
}
