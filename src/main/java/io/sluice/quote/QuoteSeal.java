package io.sluice.quote;

import io.sluice.platform.keys.SigningKeys;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Signs quotes, so that anyone can check later what was promised and on whose word. Numbers are
 * text in it: exact, whoever reads them.
 */
final class QuoteSeal {

    private static final String TYPE = "quote+jwt";

    private final SigningKeys keys;

    QuoteSeal(SigningKeys keys) {
        this.keys = keys;
    }

    /** The same quote with its signature. */
    Quote signed(Quote quote) {
        return new Quote(
                quote.id(),
                quote.price(),
                quote.amount(),
                quote.rate(),
                quote.stale(),
                quote.issuedAt(),
                quote.validUntil(),
                quote.sources(),
                keys.sign(TYPE, claims(quote)));
    }

    private static Map<String, Object> claims(Quote quote) {
        var claims = new LinkedHashMap<String, Object>();
        claims.put("jti", quote.id());
        claims.put("iat", quote.issuedAt().getEpochSecond());
        claims.put("exp", quote.validUntil().getEpochSecond());
        claims.put("price", quote.price().text());
        claims.put("currency", quote.price().currency().getCurrencyCode());
        claims.put("asset", quote.amount().asset().id());
        claims.put("units", quote.amount().units().toString());
        claims.put("rate", quote.rate().toPlainString());
        claims.put("stale", quote.stale());
        claims.put("sources", quote.sources().stream().map(QuoteSeal::claims).toList());
        return claims;
    }

    private static Map<String, Object> claims(Quote.Evidence said) {
        var claims = new LinkedHashMap<String, Object>();
        claims.put("name", said.name());
        claims.put("pair", said.pair());
        claims.put("age_ms", said.ageMillis());
        if (said.mid() != null) {
            claims.put("mid", said.mid().toPlainString());
        }
        if (said.dropped() != null) {
            claims.put("dropped", said.dropped());
        }
        if (!said.inputs().isEmpty()) {
            claims.put("inputs", said.inputs().stream().map(QuoteSeal::claims).toList());
        }
        return claims;
    }

    private static Map<String, Object> claims(Quote.Input book) {
        var claims = new LinkedHashMap<String, Object>();
        claims.put("source", book.source());
        claims.put("pair", book.pair());
        claims.put("bid", book.bid().toPlainString());
        claims.put("ask", book.ask().toPlainString());
        return claims;
    }
}
