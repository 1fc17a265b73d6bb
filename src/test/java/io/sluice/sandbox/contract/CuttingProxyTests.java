package io.sluice.sandbox.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.sandbox.FreePort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import org.junit.jupiter.api.Test;

class CuttingProxyTests {

    @Test
    void turnsAwayWhoeverComesWhileTheGatewayIsAway() throws IOException {
        var nobody = URI.create("http://127.0.0.1:" + FreePort.find());
        try (var proxy = CuttingProxy.before(nobody, 1, 1)) {
            assertThat(firstByte(proxy.to(nobody))).isNegative();
            assertThat(firstByte(proxy.to(nobody))).isNegative();
        }
    }

    private static int firstByte(URI address) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), address.getPort())) {
            socket.setSoTimeout(5_000);
            return socket.getInputStream().read();
        }
    }
}
