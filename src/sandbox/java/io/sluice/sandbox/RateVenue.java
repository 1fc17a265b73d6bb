package io.sluice.sandbox;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.SequencedMap;

/** The venues the sandbox speaks for, with the pairs each lists under its own symbols. */
public enum RateVenue {
    KRAKEN(
            "/0/public/Ticker",
            "1.0000",
            "USDCEUR USDC/EUR",
            "USDCUSD USDC/USD",
            "EURUSD EUR/USD",
            "USDTUSD USDT/USD",
            "ETHEUR ETH/EUR",
            "ETHUSD ETH/USD"),
    COINBASE(
            "/products/[^/]+/ticker",
            "1.0002",
            "USDC-EUR USDC/EUR",
            "USDT-USD USDT/USD",
            "ETH-EUR ETH/EUR",
            "ETH-USD ETH/USD"),
    BITSTAMP(
            "/api/v2/ticker/[^/]+/",
            "0.9999",
            "usdcusd USDC/USD",
            "eurusd EUR/USD",
            "usdtusd USDT/USD",
            "etheur ETH/EUR",
            "ethusd ETH/USD"),
    BINANCE(
            "/api/v3/ticker/bookTicker",
            "1.0001",
            "EURUSDC EUR/USDC",
            "ETHEUR ETH/EUR",
            "ETHUSDT ETH/USDT"),
    OKX(
            "/api/v5/market/tickers",
            "1.0003",
            "USDC-EUR USDC/EUR",
            "USDC-USDT USDC/USDT",
            "ETH-EUR ETH/EUR",
            "ETH-USDT ETH/USDT"),
    ECB(
            "/stats/eurofxref/eurofxref-daily.xml",
            "0.9998",
            "USD EUR/USD",
            "CHF EUR/CHF",
            "GBP EUR/GBP",
            "JPY EUR/JPY");

    private final String path;
    private final BigDecimal skew;
    private final String listed;

    RateVenue(String path, String skew, String... listed) {
        this.path = path;
        this.skew = new BigDecimal(skew);
        this.listed = String.join(",", listed);
    }

    /** A regular expression for where its prices are asked for. */
    String path() {
        return path;
    }

    /** How far its prices are from everybody's: no two venues ever quote the same. */
    BigDecimal skew() {
        return skew;
    }

    /** Its symbols with the pairs they stand for. */
    SequencedMap<String, String> symbols() {
        var symbols = new LinkedHashMap<String, String>();
        for (var line : listed.split(",", -1)) {
            var space = line.indexOf(' ');
            symbols.put(line.substring(0, space), line.substring(space + 1));
        }
        return symbols;
    }

    /** The name a deployment gives it. */
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
