package io.sluice.sandbox;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** What things are worth in the sandbox's world; every pair follows from it, without arbitrage. */
final class Worth {

    private static final MathContext PRECISION = new MathContext(10);

    private final Map<String, BigDecimal> dollars =
            new ConcurrentHashMap<>(
                    Map.of(
                            "USD", BigDecimal.ONE,
                            "EUR", new BigDecimal("1.0810"),
                            "CHF", new BigDecimal("1.1500"),
                            "GBP", new BigDecimal("1.2600"),
                            "JPY", new BigDecimal("0.0067"),
                            "USDC", BigDecimal.ONE,
                            "USDT", BigDecimal.ONE,
                            "ETH", new BigDecimal("3100")));

    void set(String code, BigDecimal inDollars) {
        if (dollars.replace(code, inDollars) == null) {
            throw new IllegalArgumentException("no price is known for " + code);
        }
    }

    /** The price of one base in quote, for a pair such as {@code ETH/EUR}. */
    BigDecimal of(String pair) {
        var slash = pair.indexOf('/');
        return of(pair.substring(0, slash), pair.substring(slash + 1));
    }

    private BigDecimal of(String base, String quote) {
        return inDollars(base).divide(inDollars(quote), PRECISION);
    }

    private BigDecimal inDollars(String code) {
        return Objects.requireNonNull(dollars.get(code), code);
    }
}
