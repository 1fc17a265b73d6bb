package io.sluice.sandbox;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import org.web3j.utils.Numeric;

/** A contract that says a price as Chainlink's feeds do, with eight decimals, and never moves. */
public final class PriceFeed {

    /** Where it is, on every chain that has one. */
    public static final String ADDRESS = "0x000000000000000000000000000000000000FEED";

    private PriceFeed() {}

    /** Puts one on {@code chain} that says {@code price} as of {@code time}. */
    public static void put(AnvilChain chain, BigDecimal price, Instant time) {
        var answer = price.movePointRight(8).toBigIntegerExact();
        var at = BigInteger.valueOf(time.getEpochSecond());
        chain.tell("anvil_setCode", ADDRESS, "0x" + code(word(answer), word(at)));
    }

    /**
     * Answers a call for its decimals with 8, and any other with a round: number, price, time, time
     * and number.
     */
    private static String code(String price, String time) {
        return "5f3560e01c63313ce567146067577f"
                + price
                + "6020527f"
                + time
                + "8060405260605260075f52600760805260a05ff35b60085f5260205ff3";
    }

    private static String word(BigInteger number) {
        return Numeric.toHexStringNoPrefixZeroPadded(number, 64);
    }
}
