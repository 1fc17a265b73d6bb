package io.sluice.merchant.access;

import io.sluice.merchant.MerchantId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a verified token says, read strictly: a claim of the wrong type makes it invalid. */
record Claims(Map<String, Object> values) {

    private static final long LAST_SECOND = 253_402_300_799L;

    String text(String name) {
        return optional(name).orElseThrow(() -> new InvalidToken("The token has no " + name));
    }

    Optional<String> optional(String name) {
        return switch (values.get(name)) {
            case null -> Optional.empty();
            case String text when !text.isBlank() -> Optional.of(text);
            default -> throw new InvalidToken("The token's " + name + " is malformed");
        };
    }

    Instant time(String name) {
        return optionalTime(name).orElseThrow(() -> new InvalidToken("The token has no " + name));
    }

    MerchantId merchant(String claim) {
        try {
            return new MerchantId(text(claim));
        } catch (IllegalArgumentException malformed) {
            throw new InvalidToken("The token's " + claim + " is malformed");
        }
    }

    /** Everything these claims allow. Issuers say it in one text, or in a list. */
    Set<String> scopes(Collection<String> names) {
        return names.stream().flatMap(this::words).collect(Collectors.toUnmodifiableSet());
    }

    void requireAudience(String audience) {
        var named = values.get("aud");
        var meant =
                named instanceof Collection<?> all
                        ? all.contains(audience)
                        : audience.equals(named);
        if (!meant) {
            throw new InvalidToken("The token is for another audience");
        }
    }

    /** That {@code now} is within the token's time. */
    void requireTime(Instant now, Duration skew) {
        if (!time("exp").plus(skew).isAfter(now)) {
            throw new InvalidToken("The token has expired");
        }
        var early = now.plus(skew);
        if (time("iat").isAfter(early)
                || optionalTime("nbf").filter(it -> it.isAfter(early)).isPresent()) {
            throw new InvalidToken("The token is not valid yet");
        }
    }

    /** A bound token shown as a plain bearer may be stolen (RFC 8705, RFC 9449). */
    void requireUnbound() {
        if (values.containsKey("cnf")) {
            throw new InvalidToken("The token is bound to a key and cannot be used as a bearer's");
        }
    }

    /** What RFC 9068, 2.2, asks of a token beside what all of them need. */
    void requireAllOfTheStandard() {
        for (var name : List.of("sub", "client_id", "jti")) {
            var _ = text(name);
        }
    }

    private Stream<String> words(String name) {
        return switch (values.get(name)) {
            case null -> Stream.empty();
            case String text -> Stream.of(text.split(" ")).filter(it -> !it.isEmpty());
            case List<?> list -> list.stream().map(String::valueOf);
            default -> throw new InvalidToken("The token's " + name + " is malformed");
        };
    }

    private Optional<Instant> optionalTime(String name) {
        return switch (values.get(name)) {
            case null -> Optional.empty();
            case Number number
                    when number.doubleValue() >= 0 && number.doubleValue() <= LAST_SECOND ->
                    Optional.of(Instant.ofEpochSecond(number.longValue()));
            default -> throw new InvalidToken("The token's " + name + " is malformed");
        };
    }
}
