package io.sluice.chain.evm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.chain.ChainFailure.UnusableKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.web3j.crypto.Bip32ECKeyPair;

class EvmAccountTests {

    private static final String ABANDON =
            "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon"
                    + " abandon about";

    @ParameterizedTest
    @CsvSource({
        "0, 0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266",
        "1, 0x70997970C51812dc3A010C7d01b50e0d17dc79C8",
        "2, 0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC",
        "9, 0xa0Ee7A142d267C1f36714E4a8F75612F20a79720"
    })
    void derivesTheAddressesEveryWalletShowsForThisMnemonic(int index, String address) {
        var account = EvmAccount.parse(MnemonicKeys.account(MnemonicKeys.JUNK, 0));

        assertThat(account.address(index)).isEqualTo(address);
    }

    @Test
    void derivesTheBestKnownFirstAddress() {
        var account = EvmAccount.parse(MnemonicKeys.account(ABANDON, 0));

        assertThat(account.address(0)).isEqualTo("0x9858EfFD232B4033E47d90003D41EC34EcaEda94");
    }

    @Test
    void tellsAccountsApart() {
        var first = EvmAccount.parse(MnemonicKeys.account(ABANDON, 0));
        var second = EvmAccount.parse(MnemonicKeys.account(ABANDON, 1));

        assertThat(first.fingerprint()).hasSize(64).isNotEqualTo(second.fingerprint());
    }

    @Test
    void refusesKeysFromAnotherDepth() {
        var hard = Bip32ECKeyPair.HARDENED_BIT;

        assertThatThrownBy(() -> EvmAccount.parse(ExtendedKeyTests.MASTER))
                .isInstanceOf(UnusableKey.class)
                .hasMessageContaining("at depth 0");
        assertThatThrownBy(() ->
                        EvmAccount.parse(MnemonicKeys.at(ABANDON, 44 | hard, 60 | hard, hard, 0)))
                .isInstanceOf(UnusableKey.class)
                .hasMessageContaining("at depth 4");
        assertThatThrownBy(
                        () -> EvmAccount.parse(MnemonicKeys.at(ABANDON, 44 | hard, 60 | hard, 0)))
                .isInstanceOf(UnusableKey.class)
                .hasMessageContaining("not hardened");
    }

    @ParameterizedTest
    @CsvSource({
        "0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed, 0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
        "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359, 0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359",
        "0xDBF03B407C01E7CD3CBEA99509D93F8DDDC8C6FB, 0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB"
    })
    void spellsAddressesWithTheirChecksum(String text, String checksummed) {
        assertThat(EvmAddress.of(text)).isEqualTo(checksummed);
    }

    @Test
    void refusesAMixedCaseAddressWithAWrongChecksum() {
        assertThatThrownBy(() -> EvmAddress.of("0x5AAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("checksum");
    }
}
