package io.sluice.platform.keys;

import com.nimbusds.jose.jwk.JWK;
import java.text.ParseException;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;

/** Reads keys from configuration, and says which one is wrong without saying what it is. */
final class KeyText {

    private KeyText() {}

    /** All keys at {@code property}: at least one, each a {@code type}, each with its own id. */
    static <K extends JWK> List<K> keys(
            String property, List<Secret> secrets, Class<K> type, String wanted) {
        if (secrets.isEmpty()) {
            throw wrong(property, "is not set", wanted);
        }
        var keys =
                IntStream.range(0, secrets.size())
                        .mapToObj(
                                at -> key(property + "[" + at + "]", secrets.get(at), type, wanted))
                        .toList();
        var ids = new HashSet<String>();
        if (!keys.stream().allMatch(key -> ids.add(key.getKeyID()))) {
            throw wrong(property, "has two keys with the same kid", wanted);
        }
        return keys;
    }

    private static <K extends JWK> K key(
            String property, Secret secret, Class<K> type, String wanted) {
        var key = parsed(property, secret, wanted);
        if (!type.isInstance(key)) {
            throw wrong(property, "is a key of another type", wanted);
        }
        if (key.getKeyID() == null || key.getKeyID().isBlank()) {
            throw wrong(property, "has no kid", wanted);
        }
        return type.cast(key);
    }

    private static JWK parsed(String property, Secret secret, String wanted) {
        try {
            return JWK.parse(secret.value());
        } catch (ParseException | IllegalArgumentException malformed) {
            throw wrong(property, "is not a JWK", wanted);
        }
    }

    /** The cause is left out: it may quote the key. */
    static Misconfigured wrong(String property, String complaint, String wanted) {
        return new Misconfigured(
                "The configuration property %s %s.".formatted(property, complaint),
                "Give %s as JSON (RFC 7517), from a secret store.".formatted(wanted));
    }
}
