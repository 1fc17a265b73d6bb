package io.sluice.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** Clients that ask for a stream and read nothing of it. */
record StormReaders(List<Socket> sockets) implements AutoCloseable {

    /** The least that the system waits for a reader with. */
    private static final int BUFFER = 4_096;

    static StormReaders open(int port, String path, int count, String token) {
        var sockets = new ArrayList<Socket>();
        try {
            for (var i = 0; i < count; i++) {
                var socket = new Socket();
                sockets.add(socket);
                socket.setReceiveBufferSize(BUFFER);
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                var request =
                        "GET %s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n\r\n"
                                .formatted(path, token);
                socket.getOutputStream().write(request.getBytes(US_ASCII));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new StormReaders(sockets);
    }

    @Override
    public void close() {
        for (var socket : sockets) {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
