package io.sluice.chain.rpc;

/**
 * What a node sent, as evidence.
 *
 * @param digest SHA-256 of all its bytes, in hexadecimal
 * @param bytes how many there were
 * @param excerpt how it begins: printable ASCII, at most 4096 of it, without our secrets
 */
public record Exhibit(String digest, long bytes, String excerpt) {

    /** Where nobody noted what was sent. */
    public static final Exhibit NONE = new Exhibit("", 0, "");
}
