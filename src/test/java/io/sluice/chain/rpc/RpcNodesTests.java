package io.sluice.chain.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.ssl.SslContextBuilder;
import io.sluice.chain.network.Network.Node;
import io.sluice.chain.network.Networks;
import io.sluice.platform.tls.Authorities;
import io.sluice.sandbox.Eventually;
import io.sluice.sandbox.TestAuthority;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServer;
import reactor.test.StepVerifier;

class RpcNodesTests {

    @Test
    void sendsTheHeadersThatADeploymentNames() {
        var seen = new AtomicReference<String>();
        var server =
                HttpServer.create()
                        .host("127.0.0.1")
                        .port(0)
                        .handle((request, response) -> {
                            seen.set(request.requestHeaders().get("x-api-key"));
                            return response.sendString(Mono.just("{\"id\":1,\"result\":\"0x1\"}"));
                        })
                        .bindNow();
        try {
            var url = URI.create("http://127.0.0.1:" + server.port());
            var node = new Node("a", "a", url, Map.of("x-api-key", "secret"), null);

            RpcNodesForTests.of(Networks.servedBy(List.of(node)))
                    .getFirst()
                    .call("eth_chainId", List.of(), String.class)
                    .as(StepVerifier::create)
                    .expectNext("0x1")
                    .expectComplete()
                    .verify(Duration.ofSeconds(10));

            assertThat(seen).hasValue("secret");
        } finally {
            server.disposeNow();
        }
    }

    @Test
    void asksOverHttpsOnlyWhomAnAuthorityVouchesFor(@TempDir Path directory) throws IOException {
        var authority = TestAuthority.in(directory);
        var shown = authority.here();
        var context =
                SslContextBuilder.forServer(shown.certificate().toFile(), shown.key().toFile())
                        .build();
        var server =
                HttpServer.create()
                        .host("127.0.0.1")
                        .port(0)
                        .secure(it -> it.sslContext(context))
                        .handle((_, response) ->
                                response.sendString(Mono.just("{\"id\":1,\"result\":\"0x1\"}")))
                        .bindNow();
        try {
            var url = URI.create("https://127.0.0.1:" + server.port());

            chainId(url, Authorities.of(authority.file())).expectNext("0x1").verifyComplete();
            chainId(url, Authorities.system())
                    .expectErrorSatisfies(failure ->
                            assertThat(failure)
                                    .isInstanceOf(RpcFailure.Unavailable.class)
                                    .hasMessage(
                                            "a failed eth_chainId: shows a certificate of an"
                                                    + " authority that is not believed here"))
                    .verify(Duration.ofSeconds(10));
        } finally {
            server.disposeNow();
        }
    }

    private static StepVerifier.FirstStep<String> chainId(URI url, Authorities authorities) {
        var node = new Node("a", "a", url, Map.of(), null);
        return new RpcChains(authorities)
                .of(Networks.servedBy(List.of(node)))
                .nodes()
                .getFirst()
                .call("eth_chainId", List.of(), String.class)
                .as(StepVerifier::create);
    }

    @Test
    void hangsUpInTheEnd() {
        var open = new AtomicInteger();
        var server =
                HttpServer.create()
                        .host("127.0.0.1")
                        .port(0)
                        .doOnConnection(it -> {
                            open.incrementAndGet();
                            it.onDispose(open::decrementAndGet);
                        })
                        .handle((_, response) ->
                                response.sendString(Mono.just("{\"id\":1,\"result\":\"0x1\"}")))
                        .bindNow();
        var chains = new RpcChains(Authorities.system());
        try {
            var url = URI.create("http://127.0.0.1:" + server.port());
            chains.of(Networks.servedBy(List.of(new Node("a", "a", url, Map.of(), null))))
                    .nodes()
                    .getFirst()
                    .call("eth_chainId", List.of(), String.class)
                    .as(StepVerifier::create)
                    .expectNext("0x1")
                    .expectComplete()
                    .verify(Duration.ofSeconds(10));
            assertThat(open).hasValue(1);

            chains.close();

            Eventually.holds(Duration.ofSeconds(10), () -> open.get() == 0);
        } finally {
            server.disposeNow();
        }
    }
}
