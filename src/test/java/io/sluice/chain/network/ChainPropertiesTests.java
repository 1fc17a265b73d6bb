package io.sluice.chain.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.chain.Finality.Tag;
import io.sluice.chain.network.Network.Level;
import io.sluice.money.ChainId;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Currency;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;

class ChainPropertiesTests {

    private static final String TOKEN = "0x5FbDB2315678afecb367f032d93F642f64180aa3";

    private final ApplicationContextRunner context =
            new ApplicationContextRunner()
                    .withConfiguration(AutoConfigurations.of(ValidationAutoConfiguration.class))
                    .withUserConfiguration(Enabled.class)
                    .withPropertyValues(
                            "sluice.chain.chains[0].id=eip155:31337",
                            "sluice.chain.chains[0].name=Sandbox",
                            "sluice.chain.chains[0].nodes[0].name=a",
                            "sluice.chain.chains[0].nodes[0].operator=alpha",
                            "sluice.chain.chains[0].nodes[0].url=http://127.0.0.1:1/secret",
                            "sluice.chain.chains[0].nodes[1].name=b",
                            "sluice.chain.chains[0].nodes[1].operator=beta",
                            "sluice.chain.chains[0].nodes[1].url=http://127.0.0.1:2",
                            "sluice.chain.chains[0].assets[0].id=eip155:31337/erc20:" + TOKEN,
                            "sluice.chain.chains[0].assets[0].symbol=USDC",
                            "sluice.chain.chains[0].assets[0].decimals=6",
                            "sluice.chain.chains[0].finality.small.depth=2",
                            "sluice.chain.chains[0].finality.normal.depth=3",
                            "sluice.chain.chains[0].finality.normal.tag=safe",
                            "sluice.chain.chains[0].finality.large.tag=finalized");

    @Test
    void readsAWholeNetworkAndFillsInTheRest() {
        context.run(it -> {
            var properties = it.getBean(ChainProperties.class);
            var network = properties.require(new ChainId("eip155:31337"));
            assertThat(network.poll()).isEqualTo(Duration.ofSeconds(2));
            assertThat(network.patience()).isEqualTo(Duration.ofSeconds(5));
            assertThat(network.idleMargin()).isNull();
            assertThat(network.maxReply()).isEqualTo(DataSize.ofMegabytes(32));
            assertThat(network.trustSingleNode()).isFalse();
            assertThat(network.quorum()).isEqualTo(2);
            assertThat(network.assets().getFirst().dust()).isEqualTo(BigInteger.ZERO);
            assertThat(network.assets().getFirst().transfers()).isEqualTo(Transfers.EXACT);
            assertThat(network.levels().normal()).isEqualTo(new Level(3, Tag.SAFE));
            assertThat(network.levels().large()).isEqualTo(new Level(1, Tag.FINALIZED));
            assertThat(network.levels().settled()).isEqualTo(new Settled(1, Tag.FINALIZED));
            assertThat(properties.tiers().currency()).isEqualTo(Currency.getInstance("EUR"));
            assertThat(properties.tiers().smallBelow()).isEqualTo(new BigDecimal("100"));
            assertThat(properties.pool().ready()).isEqualTo(256);
            assertThat(properties.toString()).doesNotContain("secret");
        });
    }

    @Test
    void believesASingleOperatorOnlyWhenToldTo() {
        var alone = context.withPropertyValues("sluice.chain.chains[0].nodes[1].operator=alpha");

        alone.run(it ->
                assertThat(it)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("one operator's word is not enough"));
        alone.withPropertyValues("sluice.chain.chains[0].trust-single-node=true")
                .run(it ->
                        assertThat(it.getBean(ChainProperties.class).chains().getFirst().quorum())
                                .isEqualTo(1));
    }

    @ParameterizedTest
    @CsvSource({
        "sluice.chain.chains[0].nodes[1].name=a, two nodes have one name",
        "sluice.chain.chains[0].assets[0].id=eip155:1/slip44:60, an asset is of another chain",
        "sluice.chain.chains[0].assets[0].decimals=37, must be less than or equal to 36",
        "sluice.chain.chains[0].assets[0].transfers=guessed, No enum constant",
        "sluice.chain.chains[0].idle-margin=11m, must be shorter than or equal to 10 minutes",
        "sluice.chain.chains[0].idle-margin=-1s, must be longer than or equal to 0",
        "sluice.chain.chains[0].max-reply=1KB, max-reply is from 1MB to 1GB",
        "sluice.chain.chains[0].finality.small.depth=0, must be greater than or equal to 1",
        "sluice.chain.chains[0].finality.settled.depth=0, must be greater than or equal to 1",
        "sluice.chain.chains[0].finality.settled.tag=safe, what is safe can go away",
        "sluice.chain.chains[0].id=mainnet, not a CAIP-2 chain id",
        "sluice.chain.tiers.small-below=20000, small-below cannot exceed normal-below"
    })
    void refusesToStart(String property, String message) {
        context.withPropertyValues(property)
                .run(it -> assertThat(it).getFailure().rootCause().hasMessageContaining(message));
    }

    @Test
    void measuresTokensAndNoCoins() {
        var measured =
                context.withPropertyValues("sluice.chain.chains[0].assets[0].transfers=measured");

        measured.run(it ->
                assertThat(
                                it.getBean(ChainProperties.class)
                                        .chains()
                                        .getFirst()
                                        .assets()
                                        .getFirst()
                                        .transfers())
                        .isEqualTo(Transfers.MEASURED));
        measured.withPropertyValues("sluice.chain.chains[0].assets[0].id=eip155:31337/slip44:60")
                .run(it ->
                        assertThat(it)
                                .getFailure()
                                .rootCause()
                                .hasMessageContaining("measured is for tokens"));
    }

    @Test
    void takesWhatIsUsualOnTheChainForEachLevelThatIsLeftOut() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(ValidationAutoConfiguration.class))
                .withUserConfiguration(Enabled.class)
                .withPropertyValues(
                        "sluice.chain.chains[0].id=eip155:1",
                        "sluice.chain.chains[0].name=Ethereum",
                        "sluice.chain.chains[0].trust-single-node=true",
                        "sluice.chain.chains[0].nodes[0].name=a",
                        "sluice.chain.chains[0].nodes[0].operator=alpha",
                        "sluice.chain.chains[0].nodes[0].url=http://127.0.0.1:1",
                        "sluice.chain.chains[0].assets[0].id=eip155:1/slip44:60",
                        "sluice.chain.chains[0].assets[0].symbol=ETH",
                        "sluice.chain.chains[0].assets[0].decimals=18",
                        "sluice.chain.chains[0].finality.small.depth=4",
                        "sluice.chain.chains[0].finality.settled.depth=100")
                .run(it -> {
                    var levels = it.getBean(ChainProperties.class).chains().getFirst().levels();
                    assertThat(levels)
                            .isEqualTo(
                                    new Levels(
                                            new Level(4, Tag.NONE),
                                            new Level(12, Tag.SAFE),
                                            new Level(12, Tag.FINALIZED),
                                            new Settled(100, Tag.FINALIZED)));
                });
    }

    @Test
    void refusesToSettleByADepthThatWouldNotEvenConfirm() {
        var untagged =
                context.withPropertyValues("sluice.chain.chains[0].finality.settled.tag=none");

        untagged.withPropertyValues("sluice.chain.chains[0].finality.settled.depth=2")
                .run(it ->
                        assertThat(it)
                                .getFailure()
                                .rootCause()
                                .hasMessageContaining("at least as deep as every level"));
        untagged.withPropertyValues("sluice.chain.chains[0].finality.settled.depth=3")
                .run(it -> assertThat(it).hasNotFailed());
    }

    @Test
    void refusesToStartWithAnAssetListedTwice() {
        context.withPropertyValues(
                        "sluice.chain.chains[0].assets[1].id=eip155:31337/erc20:"
                                + "0x5fbdb2315678afecb367f032d93f642f64180aa3",
                        "sluice.chain.chains[0].assets[1].symbol=USDC",
                        "sluice.chain.chains[0].assets[1].decimals=6")
                .run(it ->
                        assertThat(it)
                                .getFailure()
                                .rootCause()
                                .hasMessageContaining("an asset is listed twice"));
    }

    @Test
    void refusesToStartWithoutChains() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(ValidationAutoConfiguration.class))
                .withUserConfiguration(Enabled.class)
                .run(it -> assertThat(it).getFailure().rootCause().hasMessageContaining("chains"));
    }

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(ChainProperties.class)
    static class Enabled {}
}
