package io.sluice.chain.family;

/** Public keys of a merchant, one for each index; nothing here can spend. */
public interface Account {

    /** The same for every spelling of the same key; no two wallets share it. */
    String fingerprint();

    /** The receiving address at {@code index}. */
    String address(int index);
}
