package io.sluice.platform.keys;

import java.util.Map;

/** The gateway's own key pair: what it signs, anyone can verify with the published key set. */
public interface SigningKeys {

    /** A compact JWS (RFC 7515) over {@code claims} with the current key, typed {@code type}. */
    String sign(String type, Map<String, Object> claims);

    /** The public keys that verify what was signed, current and former, as a JWK set (RFC 7517). */
    Map<String, Object> publicKeys();
}
