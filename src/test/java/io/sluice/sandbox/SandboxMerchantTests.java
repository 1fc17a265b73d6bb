package io.sluice.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SandboxMerchantTests {

    @Test
    void hasADifferentExtendedPublicKeyForEachAccount() {
        assertThat(SandboxMerchant.xpub(0)).startsWith("xpub").hasSize(111);
        assertThat(SandboxMerchant.xpub(1))
                .startsWith("xpub")
                .isNotEqualTo(SandboxMerchant.xpub(0));
    }

    @Test
    void ownsTheAddressesThatOtherWalletsDeriveFromItsWords() {
        assertThat(SandboxMerchant.address(0, 0))
                .isEqualTo("0x58A57ed9d8d624cBD12e2C467D34787555bB1b25");
    }
}
