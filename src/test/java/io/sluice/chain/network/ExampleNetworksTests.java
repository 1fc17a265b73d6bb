package io.sluice.chain.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.chain.listing.AssetsForTests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.FileSystemResource;

/** What {@code config/examples} shows is a chain that starts as it stands there. */
class ExampleNetworksTests {

    private static final Path EXAMPLES = Path.of("config", "examples");

    static Stream<Path> examples() throws IOException {
        try (var files = Files.list(EXAMPLES)) {
            return files.filter(Files::isRegularFile).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void listsItsAssetsAndTrustsTheChainAsIsUsual(Path example) {
        configured(example)
                .run(it -> {
                    var network = it.getBean(ChainProperties.class).chains().getFirst();
                    var assets = AssetsForTests.of(network).all();

                    assertThat(network.quorum()).isEqualTo(2);
                    assertThat(network.trustSingleNode()).isFalse();
                    assertThat(network.levels()).isEqualTo(UsualLevels.on(network.id(), false));
                    assertThat(assets).anyMatch(asset -> asset.namespace().equals("slip44"));
                    assertThat(assets.stream().map(asset -> asset.id()).toList())
                            .as("spelled with the checksum of EIP-55")
                            .isEqualTo(network.assets().stream().map(asset -> asset.id()).toList());
                });
    }

    @ParameterizedTest
    @MethodSource("examples")
    void sendsKeysInHeadersAndPrintsNone(Path example) {
        configured(example)
                .run(it -> {
                    var properties = it.getBean(ChainProperties.class);

                    assertThat(properties.chains().getFirst().nodes())
                            .extracting(Network.Node::headers)
                            .anySatisfy(headers ->
                                    assertThat(headers)
                                            .containsEntry("Authorization", "Bearer secret"))
                            .anySatisfy(headers ->
                                    assertThat(headers).containsEntry("x-api-key", "secret"));
                    assertThat(properties.toString()).doesNotContain("secret");
                });
    }

    @Test
    void hasOneOfEachFamilyOfChains() throws IOException {
        assertThat(examples().map(file -> file.getFileName().toString()))
                .containsExactly(
                        "arbitrum.yaml",
                        "avalanche.yaml",
                        "base.yaml",
                        "bsc.yaml",
                        "ethereum.yaml",
                        "polygon.yaml");
    }

    private static ApplicationContextRunner configured(Path example) {
        return new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(ValidationAutoConfiguration.class))
                .withUserConfiguration(Enabled.class)
                .withPropertyValues(properties(example).toArray(String[]::new));
    }

    private static List<String> properties(Path example) {
        try {
            var all = new ArrayList<>(keys());
            for (var source :
                    new YamlPropertySourceLoader()
                            .load("example", new FileSystemResource(example))) {
                all.addAll(properties(source));
            }
            return all;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> properties(PropertySource<?> source) {
        var names = ((EnumerablePropertySource<?>) source).getPropertyNames();
        return Stream.of(names)
                .map(name ->
                        name.replaceFirst("^document\\[0]", "sluice.chain.chains[0]")
                                + "="
                                + source.getProperty(name))
                .toList();
    }

    private static List<String> keys() {
        return Stream.of("ETHEREUM", "BASE", "ARBITRUM", "POLYGON", "BSC", "AVALANCHE")
                .map(chain -> "SLUICE_" + chain + "_NODE=http://127.0.0.1:1")
                .collect(
                        () ->
                                new ArrayList<>(
                                        List.of(
                                                "SLUICE_ALCHEMY_KEY=secret",
                                                "SLUICE_TATUM_KEY=secret")),
                        List::add,
                        List::addAll);
    }

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(ChainProperties.class)
    static class Enabled {}
}
