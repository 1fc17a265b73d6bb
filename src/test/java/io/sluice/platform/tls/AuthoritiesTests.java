package io.sluice.platform.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.handler.ssl.SslContextBuilder;
import io.sluice.platform.keys.Misconfigured;
import io.sluice.sandbox.TestAuthority;
import io.sluice.sandbox.TestAuthority.Identity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.http.client.autoconfigure.reactive.ReactiveHttpClientAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.webclient.autoconfigure.WebClientAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.server.HttpServer;
import reactor.test.StepVerifier;

/** Against real servers, each of which shows something else. */
class AuthoritiesTests {

    @TempDir Path directory;

    @Test
    void believesADeploymentsOwnAndChecksTheName() throws IOException {
        var authority = TestAuthority.in(directory);
        var believed = Authorities.of(authority.file());

        assertThat(flaw(believed, authority.here())).isEmpty();
        assertThat(flaw(believed, authority.named("elsewhere.test")))
                .contains("shows a certificate for another name");
        assertThat(flaw(believed, authority.expired()))
                .contains("shows a certificate that has expired");
    }

    @Test
    void believesNobodyElse() throws IOException {
        var stranger = TestAuthority.in(directory).here();

        assertThat(flaw(Authorities.system(), stranger))
                .contains("shows a certificate of an authority that is not believed here");
        assertThat(flaw(Authorities.of(TestAuthority.in(directory).file()), stranger))
                .contains("shows a certificate of an authority that is not believed here");
    }

    @Test
    void believesTheSystemsBesidesADeploymentsOwn() {
        var own = TestAuthority.in(directory);

        assertThat(Authorities.of(own.file()).all())
                .hasSize(Authorities.system().all().size() + 1)
                .hasSizeGreaterThan(50);
    }

    @Test
    void doesNotGoOnInPlainText() {
        var plain = server(HttpServer.create());
        try {
            assertThat(flaw(Authorities.system(), plain)).contains("does not speak TLS");
        } finally {
            plain.disposeNow();
        }
    }

    @Test
    void isBelievedByEveryClientThatFeaturesBuild() throws IOException {
        var authority = TestAuthority.in(directory);
        var server = server(authority.here());
        try {
            new ApplicationContextRunner()
                    .withConfiguration(
                            AutoConfigurations.of(
                                    ReactiveHttpClientAutoConfiguration.class,
                                    WebClientAutoConfiguration.class))
                    .withUserConfiguration(TlsConfiguration.class, Properties.class)
                    .withPropertyValues("sluice.tls.authorities=" + authority.file())
                    .run(context ->
                            context.getBean(WebClient.Builder.class)
                                    .build()
                                    .get()
                                    .uri(url(server))
                                    .retrieve()
                                    .bodyToMono(String.class)
                                    .as(StepVerifier::create)
                                    .expectNext("hello")
                                    .expectComplete()
                                    .verify(Duration.ofSeconds(10)));
        } finally {
            server.disposeNow();
        }
    }

    @Test
    void saysInASentenceWhatIsWrongWithTheFile() throws IOException {
        var empty = Files.createFile(directory.resolve("empty.pem"));
        var noise =
                Files.writeString(directory.resolve("noise.pem"), "-----BEGIN CERTIFICATE-----");

        assertThatThrownBy(() -> Authorities.of(directory.resolve("none.pem")))
                .isInstanceOf(Misconfigured.class)
                .hasMessage("The file of authorities %s/none.pem cannot be read.", directory);
        assertThatThrownBy(() -> Authorities.of(empty))
                .isInstanceOf(Misconfigured.class)
                .hasMessageEndingWith("empty.pem holds no certificate.");
        assertThatThrownBy(() -> Authorities.of(noise))
                .isInstanceOf(Misconfigured.class)
                .hasMessageEndingWith("noise.pem is no PEM file of certificates.");
    }

    private static Optional<String> flaw(Authorities authorities, Identity shown)
            throws IOException {
        var server = server(shown);
        try {
            return flaw(authorities, server);
        } finally {
            server.disposeNow();
        }
    }

    /** What is wrong; nothing, if its answer came. */
    private static Optional<String> flaw(Authorities authorities, DisposableServer server) {
        return authorities
                .believedBy(HttpClient.newConnection())
                .get()
                .uri(url(server))
                .responseContent()
                .aggregate()
                .asString()
                .map(_ -> Optional.<String>empty())
                .onErrorResume(failure -> Mono.just(Optional.of(TlsFlaw.in(failure).orElse("?"))))
                .blockOptional(Duration.ofSeconds(10))
                .orElseThrow();
    }

    private static String url(DisposableServer server) {
        return "https://127.0.0.1:" + server.port();
    }

    private static DisposableServer server(Identity shown) throws SSLException {
        var context =
                SslContextBuilder.forServer(shown.certificate().toFile(), shown.key().toFile())
                        .build();
        return server(HttpServer.create().secure(it -> it.sslContext(context)));
    }

    private static DisposableServer server(HttpServer server) {
        return server.host("127.0.0.1")
                .port(0)
                .handle((_, response) -> response.sendString(Mono.just("hello")))
                .bindNow();
    }

    @Configuration
    @EnableConfigurationProperties(TlsProperties.class)
    static class Properties {}
}
