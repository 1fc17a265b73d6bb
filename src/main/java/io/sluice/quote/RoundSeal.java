package io.sluice.quote;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.sluice.platform.keys.CompactJws;
import io.sluice.platform.keys.MacKeys;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Seals rounds with a key that only replicas have: whoever can write to Redis must not be able to
 * make prices. What is sealed is a token over the digest, a line end, and the round as JSON.
 */
final class RoundSeal {

    private static final String TYPE = "rates+jwt";
    private static final String DIGEST = "sha256";

    private final MacKeys keys;
    private final JsonMapper json =
            JsonMapper.builder().enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN).build();

    RoundSeal(MacKeys keys) {
        this.keys = keys;
    }

    byte[] sealed(SharedRound round) {
        var body = json.writeValueAsBytes(round);
        var token = (keys.sign(TYPE, Map.of(DIGEST, digest(body))) + "\n").getBytes(US_ASCII);
        var sealed = Arrays.copyOf(token, token.length + body.length);
        System.arraycopy(body, 0, sealed, token.length, body.length);
        return sealed;
    }

    /** Empty when the seal is broken, or a replica of another release wrote it in another form. */
    Optional<SharedRound> opened(byte[] sealed) {
        var end = lineEnd(sealed);
        var body = Arrays.copyOfRange(sealed, Math.min(end + 1, sealed.length), sealed.length);
        return CompactJws.parse(new String(sealed, 0, end, US_ASCII))
                .flatMap(it -> keys.verify(TYPE, it))
                .filter(it -> digest(body).equals(it.get(DIGEST)))
                .flatMap(_ -> read(body));
    }

    private Optional<SharedRound> read(byte[] body) {
        try {
            return Optional.of(json.readValue(body, SharedRound.class));
        } catch (JacksonException anotherForm) {
            return Optional.empty();
        }
    }

    private static int lineEnd(byte[] sealed) {
        var at = 0;
        while (at < sealed.length && sealed[at] != '\n') {
            at++;
        }
        return at;
    }

    private static String digest(byte[] body) {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(body));
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
