package io.sluice.quote.venue;

/** The venue interfaces we speak. */
public enum Dialect {
    KRAKEN,
    COINBASE,
    BITSTAMP,
    BINANCE;

    Venue venue() {
        return switch (this) {
            case KRAKEN -> new KrakenVenue();
            case COINBASE -> new CoinbaseVenue();
            case BITSTAMP -> new BitstampVenue();
            case BINANCE -> new BinanceVenue();
        };
    }
}
