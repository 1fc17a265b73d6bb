package io.sluice.platform.http;

import static org.springframework.http.HttpStatus.BAD_REQUEST;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.regex.Pattern;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.SerializationFeature;

/** A checked request: what its row is found by, and the digest of its body. */
@SuppressWarnings("ArrayRecordComponent") // compared with MessageDigest.isEqual only
record IdempotencyKey(String caller, String route, String key, byte[] bodyHash) {

    private static final Pattern GRAMMAR = Pattern.compile("[\\x21-\\x7e]{1,255}");
    private static final String ALGORITHM = "SHA-256";

    /** The order of a map's entries is chance, and differs from replica to replica. */
    private static final ObjectWriter ORDERED =
            ApiJson.mapper().writer().with(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    static IdempotencyKey of(IdempotentRequest request) {
        var key = request.key();
        if (key == null) {
            throw refused("idempotency-key-missing", "The header Idempotency-Key is missing");
        }
        if (!GRAMMAR.matcher(key).matches()) {
            throw refused(
                    "idempotency-key-invalid",
                    "The header Idempotency-Key must be 1 to 255 visible ASCII characters");
        }
        var body = request.body();
        var bytes = body == null ? new byte[0] : ORDERED.writeValueAsBytes(body);
        return new IdempotencyKey(request.caller(), request.route(), key, digest(bytes));
    }

    /** What the lock is taken on: 64 bits of a digest, so that strangers hardly ever meet. */
    long lock() {
        var name = String.join("\0", caller, route, key);
        return ByteBuffer.wrap(digest(name.getBytes(StandardCharsets.UTF_8))).getLong();
    }

    private static byte[] digest(byte[] bytes) {
        try {
            return MessageDigest.getInstance(ALGORITHM).digest(bytes);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Refused refused(String code, String detail) {
        return new Refused(Problem.of(BAD_REQUEST, code, detail));
    }
}
