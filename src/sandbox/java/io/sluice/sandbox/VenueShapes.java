package io.sluice.sandbox;

import static java.util.stream.Collectors.joining;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The answers of the venues, each in its own shape; numbers are strings, as they are there. */
final class VenueShapes {

    /** Names that Kraken answers with when asked by the plain one. */
    private static final Map<String, String> KRAKEN_NAMES =
            Map.of(
                    "EURUSD", "ZEURZUSD",
                    "USDTUSD", "USDTZUSD",
                    "ETHEUR", "XETHZEUR",
                    "ETHUSD", "XETHZUSD");

    private final InstantSource time;
    private final Function<String, Book> books;

    /**
     * @param books what a venue's symbol trades at; throws {@link UnknownSymbol}
     */
    VenueShapes(InstantSource time, Function<String, Book> books) {
        this.time = time;
        this.books = books;
    }

    /** The best prices of one pair, as text. */
    record Book(String bid, String ask, String mid) {}

    /** The venue does not list it. */
    static final class UnknownSymbol extends RuntimeException {

        UnknownSymbol(String symbol) {
            super(symbol, null, false, false);
        }
    }

    Object kraken(List<String> symbols) {
        var result = new LinkedHashMap<String, Object>();
        try {
            for (var symbol : symbols) {
                result.put(KRAKEN_NAMES.getOrDefault(symbol, symbol), kraken(books.apply(symbol)));
            }
        } catch (UnknownSymbol _) {
            return Map.of("error", List.of("EQuery:Unknown asset pair"));
        }
        return Map.of("error", List.of(), "result", result);
    }

    Object coinbase(String symbol) {
        var book = books.apply(symbol);
        return Map.of(
                "bid", book.bid(),
                "ask", book.ask(),
                "price", book.mid(),
                "size", "1.5",
                "volume", "900000.00",
                "time", time.instant().toString(),
                "trade_id", 1);
    }

    Object bitstamp(String symbol) {
        var book = books.apply(symbol);
        return Map.of(
                "timestamp", Long.toString(time.instant().getEpochSecond()),
                "bid", book.bid(),
                "ask", book.ask(),
                "last", book.mid(),
                "vwap", book.mid(),
                "volume", "900000.00");
    }

    Object binance(List<String> symbols) {
        var tickers = new ArrayList<Map<String, String>>();
        for (var symbol : symbols) {
            var book = books.apply(symbol);
            tickers.add(
                    Map.of(
                            "symbol",
                            symbol,
                            "bidPrice",
                            book.bid(),
                            "bidQty",
                            "1200.0",
                            "askPrice",
                            book.ask(),
                            "askQty",
                            "1100.0"));
        }
        return tickers;
    }

    /** All of its markets, whatever is asked for. */
    Object okx(Collection<String> symbols) {
        return Map.of("code", "0", "msg", "", "data", symbols.stream().map(this::okx).toList());
    }

    /** What a euro is worth in all of its currencies, as of the day before. */
    String ecb(Collection<String> symbols) {
        var day = LocalDate.ofInstant(time.instant(), ZoneOffset.UTC).minusDays(1);
        return symbols.stream()
                .map(it -> "<Cube currency='%s' rate='%s'/>".formatted(it, books.apply(it).mid()))
                .collect(joining("", "<Cube time='" + day + "'>", "</Cube>"));
    }

    private Object okx(String symbol) {
        var book = books.apply(symbol);
        return Map.of(
                "instType", "SPOT",
                "instId", symbol,
                "bidPx", book.bid(),
                "askPx", book.ask(),
                "last", book.mid(),
                "vol24h", "900000.00",
                "ts", Long.toString(time.millis()));
    }

    private static Object kraken(Book book) {
        return Map.of(
                "a", List.of(book.ask(), "1000", "1000.000"),
                "b", List.of(book.bid(), "1000", "1000.000"),
                "c", List.of(book.mid(), "10.0"),
                "v", List.of("400000.0", "900000.0"));
    }
}
