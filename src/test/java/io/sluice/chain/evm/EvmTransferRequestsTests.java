package io.sluice.chain.evm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.chain.TransferRequest;
import io.sluice.money.Asset;
import io.sluice.money.AssetAmount;
import io.sluice.money.ChainId;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;

/** The shapes of the examples of EIP-681, with the chain named and amounts written out. */
class EvmTransferRequestsTests {

    private static final ChainId MAINNET = new ChainId("eip155:1");
    private static final String PAYEE = "0x8e23Ee67d1332aD560396262C48ffbB01f93D052";
    private static final Asset TOKEN =
            new Asset(MAINNET, "erc20:0x89205A3A3b2A69De6Dbf7f01ED13B2108B2c43e7", "UNI", 18);
    private static final Asset ETHER = new Asset(MAINNET, "slip44:60", "ETH", 18);

    @Test
    void asksForATransferOfTheToken() {
        var request = EvmTransferRequests.of(amount(TOKEN, "1"), PAYEE);

        assertThat(request)
                .isEqualTo(
                        new TransferRequest(
                                "ethereum:0x89205A3A3b2A69De6Dbf7f01ED13B2108B2c43e7@1/transfer"
                                        + "?address=0x8e23Ee67d1332aD560396262C48ffbB01f93D052"
                                        + "&uint256=1",
                                "0x89205A3A3b2A69De6Dbf7f01ED13B2108B2c43e7",
                                "0x0",
                                "0xa9059cbb"
                                        + "0000000000000000000000008e23ee67d1332ad560396262c48ffbb01f93d052"
                                        + "0000000000000000000000000000000000000000000000000000000000000001",
                                "0x1"));
    }

    @Test
    void asksForCoinsOfTheChain() {
        var request = EvmTransferRequests.of(amount(ETHER, "2014000000000000000"), PAYEE);

        assertThat(request)
                .isEqualTo(
                        new TransferRequest(
                                "ethereum:0x8e23Ee67d1332aD560396262C48ffbB01f93D052@1"
                                        + "?value=2014000000000000000",
                                PAYEE,
                                "0x1bf32a5451a30000",
                                "0x",
                                "0x1"));
    }

    @Test
    void asksForNothingItDoesNotKnow() {
        var collectible =
                new Asset(MAINNET, "erc721:0x06012c8cf97BEaD5deAe237070F9587f8E7A266d", "CK", 0);

        assertThatThrownBy(() -> EvmTransferRequests.of(amount(collectible, "1"), PAYEE))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static AssetAmount amount(Asset asset, String units) {
        return new AssetAmount(asset, new BigInteger(units));
    }
}
