package io.sluice.chain.listing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.chain.Assets;
import io.sluice.chain.ChainFailure.UnknownAsset;
import io.sluice.chain.Finality;
import io.sluice.chain.Finality.Tag;
import io.sluice.chain.Worth;
import io.sluice.chain.Worth.Size;
import io.sluice.chain.evm.EvmFamilies;
import io.sluice.chain.network.Networks;
import io.sluice.money.Asset;
import io.sluice.money.AssetAmount;
import io.sluice.platform.keys.Misconfigured;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Currency;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.web.reactive.server.WebTestClient;

class ListingTests {

    private static final String USDC = Networks.SANDBOX + "/erc20:" + Networks.TOKEN;
    private static final String PAYEE = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";

    private final Assets assets = new ConfiguredAssets(Networks.unasked(), EvmFamilies.all());

    @Test
    void knowsWhatIsConfiguredInItsOrder() {
        assertThat(assets.all()).extracting(Asset::symbol).containsExactly("USDC", "ETH");
        assertThat(assets.dust(assets.require(USDC))).isEqualTo(BigInteger.valueOf(1000));
    }

    @Test
    void takesTheLowerCaseSpellingOfAContract() {
        assertThat(assets.require(USDC.toLowerCase(Locale.ROOT)).id()).isEqualTo(USDC);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "eip155:31337/slip44:61",
                "eip155:1/slip44:60",
                // one letter of the checksum is wrong
                "eip155:31337/erc20:0x5fbDB2315678afecb367f032d93F642f64180aa3"
            })
    void knowsNothingElse(String id) {
        assertThatThrownBy(() -> assets.require(id)).isInstanceOf(UnknownAsset.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0x5fbDB2315678afecb367f032d93F642f64180aa3",
                "0x5FbDB2315678afecb367f032d93F642f64180a"
            })
    void refusesToStartWithAContractNobodyCanHaveMeant(String contract) {
        assertThatThrownBy(() -> AssetsForTests.of(Networks.sandbox(contract)))
                .isInstanceOf(Misconfigured.class)
                .hasMessageContaining(contract);
    }

    @Test
    void listsTheAssetsOverHttp() {
        WebTestClient.bindToController(new AssetController(assets, Networks.unasked()))
                .build()
                .get()
                .uri("/v1/assets")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.assets.length()")
                .isEqualTo(2)
                .jsonPath("$.assets[0].asset")
                .isEqualTo(USDC)
                .jsonPath("$.assets[0].symbol")
                .isEqualTo("USDC")
                .jsonPath("$.assets[0].decimals")
                .isEqualTo(6)
                .jsonPath("$.assets[0].chain")
                .isEqualTo("eip155:31337");
    }

    @ParameterizedTest
    @CsvSource({
        "99.99, EUR, small",
        "100.00, EUR, normal",
        "9999.99, EUR, normal",
        "10000.00, EUR, large",
        "1.00, XAU, large"
    })
    void asksMoreOfLargerPaymentsAndMostOfThoseItCannotCompare(
            String total, String currency, String tier) {
        var levels = new FinalityLevels(Networks.unasked());

        var finality = levels.of(Networks.SANDBOX, worth(new BigDecimal(total), currency), false);

        assertThat(finality.tier()).isEqualTo(tier);
    }

    @ParameterizedTest
    @CsvSource({"1.00, NORMAL, normal", "1.00, LARGE, large", "100.00, SMALL, normal"})
    void asksMoreIfAMerchantDoesAndNeverLess(String total, Size least, String tier) {
        var levels = new FinalityLevels(Networks.unasked());

        assertThat(levels.of(Networks.SANDBOX, atLeast(least, total), false).tier())
                .isEqualTo(tier);
    }

    /** The sandbox's levels do not ascend: normal is (3, safe), large (1, finalized). */
    @ParameterizedTest
    @CsvSource({
        "100.00,   SMALL, normal, 3, SAFE",
        "100.00,   LARGE, large,  3, FINALIZED",
        "1.00,     LARGE, large,  2, FINALIZED",
        "10000.00, SMALL, large,  1, FINALIZED"
    })
    void isNeverLessSureForAMerchantWhereLevelsDoNotAscend(
            String total, Size least, String tier, int depth, Tag tag) {
        var levels = new FinalityLevels(Networks.unasked());

        assertThat(levels.of(Networks.SANDBOX, atLeast(least, total), false))
                .isEqualTo(new Finality(tier, depth, tag));
    }

    private static Worth atLeast(Size least, String total) {
        return new Worth() {
            @Override
            public Optional<BigDecimal> in(Currency currency) {
                return Optional.of(new BigDecimal(total));
            }

            @Override
            public Size least() {
                return least;
            }
        };
    }

    private static Worth worth(BigDecimal total, String currency) {
        return it -> Optional.of(total).filter(_ -> it.getCurrencyCode().equals(currency));
    }

    @Test
    void saysHowToPayInTheWordsOfTheChain() {
        var requests = new FamilyTransferRequests(EvmFamilies.all());
        var amount = new AssetAmount(assets.require(USDC), BigInteger.TEN);

        assertThat(requests.of(amount, PAYEE).uri())
                .isEqualTo(
                        "ethereum:%s@31337/transfer?address=%s&uint256=10"
                                .formatted(Networks.TOKEN, PAYEE));
    }
}
