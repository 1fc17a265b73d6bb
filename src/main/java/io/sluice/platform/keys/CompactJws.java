package io.sluice.platform.keys;

import com.nimbusds.jose.util.Base64URL;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A token taken apart, not yet verified. A JWS has one accepted spelling here: 4 kB at most, strict
 * base64url that encodes back to itself, JSON without duplicate members, no critical extensions.
 *
 * @param signed the bytes the signature is over
 */
@SuppressWarnings("ArrayRecordComponent") // handed to a verifier, never compared
public record CompactJws(
        Map<String, Object> header,
        Map<String, Object> claims,
        byte[] signed,
        Base64URL signature) {

    private static final int MAX_LENGTH = 4096;

    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    private static final JsonMapper JSON =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(16)
                                                    .maxNumberLength(32)
                                                    .build())
                                    .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    /** Empty when {@code token} is not a JWS in its one accepted spelling. */
    public static Optional<CompactJws> parse(String token) {
        var parts = token.split("\\.", -1);
        if (token.length() > MAX_LENGTH || parts.length != 3) {
            return Optional.empty();
        }
        try {
            var header = JSON.readValue(bytes(parts[0]), OBJECT);
            var claims = JSON.readValue(bytes(parts[1]), OBJECT);
            if (header == null || claims == null || bytes(parts[2]).length == 0) {
                return Optional.empty();
            }
            var signed = (parts[0] + '.' + parts[1]).getBytes(StandardCharsets.US_ASCII);
            return header.containsKey("crit") || header.containsKey("b64")
                    ? Optional.empty()
                    : Optional.of(new CompactJws(header, claims, signed, new Base64URL(parts[2])));
        } catch (IllegalArgumentException | JacksonException malformed) {
            return Optional.empty();
        }
    }

    /** The header's algorithm; empty text when it names none. */
    public String algorithm() {
        return text("alg").orElse("");
    }

    /** The header's type; empty text when it names none. */
    public String type() {
        return text("typ").orElse("");
    }

    public Optional<String> keyId() {
        return text("kid");
    }

    private Optional<String> text(String member) {
        return header.get(member) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    private static byte[] bytes(String part) {
        var bytes = Base64.getUrlDecoder().decode(part);
        if (!Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(part)) {
            throw new IllegalArgumentException("not canonical");
        }
        return bytes;
    }
}
