package io.sluice.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.sandbox.AccessToken;
import io.sluice.sandbox.FreePort;
import io.sluice.sandbox.GatewayProcess;
import io.sluice.sandbox.Sandbox;
import io.sluice.sandbox.SandboxMerchant;
import io.sluice.sandbox.contract.Contract;
import io.sluice.sandbox.contract.Promise;
import io.sluice.sandbox.contract.Target;
import io.sluice.sandbox.contract.Tokens;
import io.sluice.sandbox.contract.Verdict;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same that {@code gateway/contract} looks at, on the tests' own gateways. */
@ExtendWith(SharedWorld.class)
class ContractTests {

    static final int WALLET = 4_711;

    final World world;

    ContractTests(World world) {
        this.world = world;
    }

    @Test
    void keepsWhatIsSeenAtOnce() {
        var target = target(world.sandbox(), world.gateway(), Optional.empty());

        var verdicts = verdicts(target, Promise::quick);

        assertThat(verdicts).hasSizeGreaterThanOrEqualTo(20);
        assertThat(doubts(verdicts)).allMatch(it -> it.startsWith("skip  rule 4, "));
    }

    @Tag("full")
    @ParameterizedTest
    @ValueSource(strings = {"native", "webflux"})
    void keepsAllOfItToEveryClientByEitherRoute(String route) {
        var browser = Files.isExecutable(Path.of("/usr/bin/chromium"));
        try (var sandbox = Sandbox.start(Sandbox.Options.manual())) {
            var properties = sandbox.properties();
            properties.put("sluice.stream.route", route);
            try (var gateway = GatewayProcess.start(properties);
                    var aside = GatewayProcess.start(withoutStreams(properties))) {
                var target = target(sandbox, gateway.url(), Optional.of(aside.url()));

                assertThat(doubts(verdicts(target, _ -> true)))
                        .filteredOn(it -> browser || !it.contains("there is no /usr/bin/chromium"))
                        .isEmpty();
            }
        }
    }

    private static List<Verdict> verdicts(Target target, Predicate<Promise> wanted) {
        return Contract.look(target, wanted, it -> System.out.println(it.line()));
    }

    /** Whatever is not simply kept. */
    private static List<String> doubts(List<Verdict> verdicts) {
        return verdicts.stream()
                .filter(it -> !(it instanceof Verdict.Kept))
                .map(Verdict::line)
                .toList();
    }

    private static Target target(Sandbox sandbox, URI gateway, Optional<URI> aside) {
        var seller = sandbox.issuer().token("contract");
        return new Target(
                        gateway,
                        seller.serialized(),
                        new IssuedTokens(seller, sandbox.issuer().token("stranger")),
                        Optional.of(sandbox.page()),
                        aside,
                        Optional.of(sandbox.control().url()),
                        Path.of(""))
                .withWallet(SandboxMerchant.xpub(WALLET));
    }

    /** Another replica, which is no edge. */
    private static Map<String, String> withoutStreams(Map<String, String> properties) {
        var all = new TreeMap<>(properties);
        all.put("server.port", Integer.toString(FreePort.find()));
        all.put("management.server.port", Integer.toString(FreePort.find()));
        all.put("sluice.roles", "watcher,relay");
        return all;
    }

    private record IssuedTokens(AccessToken seller, AccessToken other) implements Tokens {

        @Override
        public Optional<String> token(Duration life) {
            return Optional.of(seller.lasting(life).serialized());
        }

        @Override
        public Optional<String> stranger() {
            return Optional.of(other.serialized());
        }
    }
}
