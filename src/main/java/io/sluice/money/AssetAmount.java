package io.sluice.money;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * An exact, never negative amount of one asset.
 *
 * @param units in the smallest part of the asset
 */
public record AssetAmount(Asset asset, BigInteger units) {

    public AssetAmount {
        if (units.signum() < 0) {
            throw new IllegalArgumentException("an amount is never negative");
        }
    }

    /** None of {@code asset}. */
    public static AssetAmount none(Asset asset) {
        return new AssetAmount(asset, BigInteger.ZERO);
    }

    /** The fewest units worth at least {@code whole}: what is due is rounded up. */
    public static AssetAmount atLeast(Asset asset, BigDecimal whole) {
        var units = whole.movePointRight(asset.decimals()).setScale(0, RoundingMode.CEILING);
        return new AssetAmount(asset, units.toBigIntegerExact());
    }

    public AssetAmount plus(AssetAmount other) {
        return new AssetAmount(asset, units.add(same(other).units));
    }

    /** What is left after taking {@code other} away; nothing when it is more than all of this. */
    public AssetAmount less(AssetAmount other) {
        return new AssetAmount(asset, units.subtract(same(other).units).max(BigInteger.ZERO));
    }

    public boolean covers(AssetAmount other) {
        return units.compareTo(same(other).units) >= 0;
    }

    public boolean exceeds(AssetAmount other) {
        return units.compareTo(same(other).units) > 0;
    }

    public boolean isNone() {
        return units.signum() == 0;
    }

    /** In whole assets, with all decimals: {@code 12.500000}. */
    public String amount() {
        return new BigDecimal(units, asset.decimals()).toPlainString();
    }

    private AssetAmount same(AssetAmount other) {
        if (!other.asset.equals(asset)) {
            throw new IllegalArgumentException(other.asset + " is not " + asset);
        }
        return other;
    }
}
