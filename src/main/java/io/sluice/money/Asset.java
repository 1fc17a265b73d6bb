package io.sluice.money;

import java.util.regex.Pattern;

/**
 * Something of value on one chain.
 *
 * @param type the asset within its chain: {@code slip44:60} or {@code erc20:0x…} in EIP-55 form
 * @param decimals how many decimal places one whole of it has, from configuration, never the chain
 * @see <a href="https://chainagnostic.org/CAIPs/caip-19">CAIP-19</a>
 */
public record Asset(ChainId chain, String type, String symbol, int decimals) {

    private static final Pattern TYPE = Pattern.compile("[-a-z0-9]{3,8}:[-.%a-zA-Z0-9]{1,128}");

    public Asset {
        if (!TYPE.matcher(type).matches()) {
            throw new IllegalArgumentException("not a CAIP-19 asset type");
        }
        if (decimals < 0 || decimals > 36) {
            throw new IllegalArgumentException("decimals must be 0 to 36");
        }
    }

    /** The CAIP-19 id: chain and type. */
    public String id() {
        return chain.value() + "/" + type;
    }

    /** The CAIP-19 asset namespace, such as {@code erc20}. */
    public String namespace() {
        return type.substring(0, type.indexOf(':'));
    }

    /** The CAIP-19 asset reference, such as a contract address. */
    public String reference() {
        return type.substring(type.indexOf(':') + 1);
    }

    @Override
    public String toString() {
        return id();
    }
}
