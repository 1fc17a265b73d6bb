package io.sluice.money;

import java.util.regex.Pattern;

/**
 * Names a network.
 *
 * @see <a href="https://chainagnostic.org/CAIPs/caip-2">CAIP-2</a>
 */
public record ChainId(String value) {

    private static final Pattern CAIP2 = Pattern.compile("[-a-z0-9]{3,8}:[-_a-zA-Z0-9]{1,32}");

    public ChainId {
        if (!CAIP2.matcher(value).matches()) {
            throw new IllegalArgumentException("not a CAIP-2 chain id");
        }
    }

    /** The CAIP-2 namespace: all chains of one family share addresses ({@code eip155}). */
    public String family() {
        return value.substring(0, value.indexOf(':'));
    }

    /** The part after the colon; for {@code eip155} the decimal chain id of EIP-155. */
    public String reference() {
        return value.substring(value.indexOf(':') + 1);
    }

    @Override
    public String toString() {
        return value;
    }
}
