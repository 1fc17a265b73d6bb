package io.sluice.status;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.sluice.platform.keys.Secret;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/** Opens one payment's stream, once; only its hash is kept, which opens nothing. */
record Ticket(Secret text) {

    /** What its text starts with, for those who look for leaked secrets. */
    static final String PREFIX = "tkt";

    private static final Pattern GRAMMAR = Pattern.compile("tkt_[A-Za-z0-9_-]{43}");

    /** Empty when it can be none of ours. */
    static Optional<Ticket> parse(Secret text) {
        return GRAMMAR.matcher(text.value()).matches()
                ? Optional.of(new Ticket(text))
                : Optional.empty();
    }

    /** SHA-256 is enough: 256 random bits cannot be guessed from it. */
    String hash() {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.value().getBytes(US_ASCII)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
