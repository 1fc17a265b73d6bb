package io.sluice.platform.keys;

import java.util.Map;
import java.util.Optional;

/** Keys for tokens that only the gateway itself verifies. */
public interface MacKeys {

    /** A compact JWS (RFC 7515) over {@code claims} with the current key, typed {@code type}. */
    String sign(String type, Map<String, Object> claims);

    /** The claims of a token that one of our keys, current or former, made as {@code type}. */
    Optional<Map<String, Object>> verify(String type, CompactJws token);
}
