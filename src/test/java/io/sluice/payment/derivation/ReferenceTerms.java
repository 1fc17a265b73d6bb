package io.sluice.payment.derivation;

import io.sluice.quote.Quote;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;

/** What was agreed, as the product's text says it: with whole numbers, and no code of ours. */
final class ReferenceTerms {

    private ReferenceTerms() {}

    /** {@code max(1 unit, due - tolerance)}, with the tolerance in fiat at the quote's rate. */
    static BigInteger need(Quote quote, Policy policy) {
        var due = quote.amount().units();
        var need = due.subtract(tolerated(quote, policy));
        return need.signum() > 0 ? need : BigInteger.ONE;
    }

    /** The end of the window by a block's clock. */
    static Instant onTimeUntil(Choice choice) {
        return choice.quote().validUntil().plus(choice.policy().skew());
    }

    /** The end of the latest window by our clock. */
    static Instant deadline(Terms terms) {
        var latest = Instant.MIN;
        for (var choice : terms.choices()) {
            if (choice.quote().validUntil().isAfter(latest)) {
                latest = choice.quote().validUntil();
            }
        }
        return latest;
    }

    /** The end of the latest window by the clocks of chains. */
    static Instant readPast(Terms terms) {
        var latest = Instant.MIN;
        for (var choice : terms.choices()) {
            if (onTimeUntil(choice).isAfter(latest)) {
                latest = onTimeUntil(choice);
            }
        }
        return latest;
    }

    /** {@code min(max(absolute, percent), cap)}, and none of a price in another currency. */
    private static BigInteger tolerated(Quote quote, Policy policy) {
        var tolerance = policy.tolerance();
        if (!tolerance.currency().equals(quote.price().currency())) {
            return BigInteger.ZERO;
        }
        var percent =
                quote.price().amount().multiply(tolerance.percent()).divide(new BigDecimal(100));
        var fiat = tolerance.absolute();
        if (percent.compareTo(fiat) > 0) {
            fiat = percent;
        }
        if (tolerance.cap().compareTo(fiat) < 0) {
            fiat = tolerance.cap();
        }
        return units(fiat, quote);
    }

    /** Whole units worth at most {@code fiat}: a fraction of integers, rounded down. */
    private static BigInteger units(BigDecimal fiat, Quote quote) {
        var decimals = quote.amount().asset().decimals();
        var scale = 20;
        var value = fiat.movePointRight(scale + decimals).toBigIntegerExact();
        var rate = quote.rate().movePointRight(scale).toBigIntegerExact();
        return value.divide(rate);
    }
}
