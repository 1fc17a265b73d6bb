package io.sluice.chain.evm;

import io.sluice.chain.ChainFailure.UnusableKey;
import io.sluice.chain.family.Account;

/** An account's extended public key and the receiving addresses {@code 0/i} below it. */
final class EvmAccount implements Account {

    private final ExtendedKey key;
    private final ExtendedKey receiving;

    EvmAccount(ExtendedKey key) {
        this.key = key;
        this.receiving = key.child(0);
    }

    /**
     * Reads {@code xpub…}.
     *
     * @throws UnusableKey saying why, and never repeating it
     */
    static EvmAccount parse(String text) {
        var key = ExtendedKey.parse(text);
        if (!key.isAccount()) {
            throw new UnusableKey(
                    ("must be the key of an account, at depth 3 such as m/44'/60'/0'; this one is"
                                    + " at depth %d or not hardened")
                            .formatted(key.depth()));
        }
        return new EvmAccount(key);
    }

    @Override
    public String fingerprint() {
        return key.fingerprint();
    }

    @Override
    public String address(int index) {
        return EvmAddress.of(receiving.child(index).point());
    }
}
