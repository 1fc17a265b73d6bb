package io.sluice.payment.derivation;

import io.sluice.chain.DepositAddress;
import io.sluice.merchant.Tolerance;
import io.sluice.money.Asset;
import io.sluice.money.AssetAmount;
import io.sluice.quote.Quote;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;

/**
 * An asset chosen to pay with: our promise and its window, kept even when another is chosen later.
 *
 * @param need how much must count before the payment is covered
 */
public record Choice(Quote quote, AssetAmount need, DepositAddress deposit, Policy policy) {

    private static final BigDecimal PERCENT = new BigDecimal("0.01");

    /** A choice made now; what may be missing is worked out once, at the quote's rate. */
    public static Choice of(Quote quote, DepositAddress deposit, Policy policy) {
        return new Choice(quote, need(quote, policy.tolerance()), deposit, policy);
    }

    public Asset asset() {
        return due().asset();
    }

    public AssetAmount due() {
        return quote.amount();
    }

    public Instant expiresAt() {
        return quote.validUntil();
    }

    /** Until when a block's own time is in the window. */
    public Instant onTimeUntil() {
        return expiresAt().plus(policy.skew());
    }

    private static AssetAmount need(Quote quote, Tolerance tolerance) {
        var due = quote.amount();
        var forgiven = quote.amount().asset();
        var less = due.less(new AssetAmount(forgiven, units(quote, tolerance)));
        return less.isNone() ? new AssetAmount(forgiven, BigInteger.ONE) : less;
    }

    /** Rounded down. Amounts in another currency than the price's forgive nothing. */
    private static BigInteger units(Quote quote, Tolerance tolerance) {
        var price = quote.price();
        if (!tolerance.currency().equals(price.currency())) {
            return BigInteger.ZERO;
        }
        var share = price.amount().multiply(tolerance.percent()).multiply(PERCENT);
        var fiat = tolerance.absolute().max(share).min(tolerance.cap());
        return fiat.divide(quote.rate(), MathContext.DECIMAL128)
                .movePointRight(quote.amount().asset().decimals())
                .setScale(0, RoundingMode.DOWN)
                .toBigIntegerExact();
    }
}
