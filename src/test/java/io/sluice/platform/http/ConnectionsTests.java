package io.sluice.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import io.sluice.sandbox.Eventually;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

class ConnectionsTests {

    static final String ASK = "GET /now HTTP/1.1\r\nHost: a\r\n\r\n";

    final Connections connections = new Connections(2, 3);

    @Test
    void letsInSoManyOfAnAddressAndAnotherWhenOneIsClosed() {
        var first = from("203.0.113.7");
        assertThat(connections.letIn(first)).isTrue();
        assertThat(connections.letIn(from("203.0.113.7"))).isTrue();

        var third = from("203.0.113.7");
        assertThat(connections.letIn(third)).isFalse();
        assertThat(third.isOpen()).isFalse();
        assertThat(connections.letIn(from("203.0.113.8"))).isTrue();

        assertThat(first.close().isSuccess()).isTrue();
        assertThat(connections.letIn(from("203.0.113.7"))).isTrue();
        assertThat(connections.letIn(from("203.0.113.7"))).isFalse();
    }

    @Test
    void takesANetworkOfIpv6ForOneAddress() {
        assertThat(connections.letIn(from("2001:db8::1"))).isTrue();
        assertThat(connections.letIn(from("2001:db8:0:1::1"))).isTrue();

        assertThat(connections.letIn(from("2001:db8:0:ff::1"))).isFalse();
        assertThat(connections.letIn(from("2001:db8:0:100::1"))).isTrue();
    }

    @Test
    void letsInMoreOfAPrivateAddress() {
        for (var i = 0; i < 3; i++) {
            assertThat(connections.letIn(from("10.0.0.7"))).isTrue();
        }

        assertThat(connections.letIn(from("10.0.0.7"))).isFalse();
        assertThat(connections.letIn(from("10.0.0.8"))).isTrue();
    }

    @Test
    void closesOneTooManyOfARealServer() throws IOException {
        var open = new ArrayList<WireForTests>();
        try (var server =
                LiveServer.start(new Routes(), "--sluice.http.connections-per-private-address=3")) {
            for (var i = 0; i < 3; i++) {
                open.add(WireForTests.to(LiveServer.url(server)));
                assertThat(answer(open.getLast())).startsWith("HTTP/1.1 200");
            }

            assertThat(WireForTests.said(LiveServer.url(server), ASK)).isEmpty();
            assertThat(answer(open.getFirst())).startsWith("HTTP/1.1 200");

            open.removeLast().close();
            Eventually.holds(Duration.ofSeconds(5), () -> answers(LiveServer.url(server)));
        } finally {
            for (var wire : open) {
                wire.close();
            }
        }
    }

    private static boolean answers(URI server) {
        try (var wire = WireForTests.to(server)) {
            return answer(wire).startsWith("HTTP/1.1 200");
        } catch (IOException refused) {
            return false;
        }
    }

    private static String answer(WireForTests wire) throws IOException {
        wire.say(ASK);
        return wire.head();
    }

    private static EmbeddedChannel from(String address) {
        return new EmbeddedChannel() {
            @Override
            protected SocketAddress remoteAddress0() {
                return new InetSocketAddress(address, 4_711);
            }
        };
    }

    // A static one would be found by every component scan of the tests.
    @SuppressWarnings("ClassCanBeStatic")
    @RestController
    class Routes {

        @GetMapping("/now")
        Mono<String> now() {
            return Mono.just("now");
        }
    }
}
