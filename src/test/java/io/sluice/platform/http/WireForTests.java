package io.sluice.platform.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A connection on which a test says whatever it likes, byte by byte. */
public final class WireForTests implements AutoCloseable {

    private static final int PATIENCE = 10_000;

    private final Socket socket;

    private WireForTests(Socket socket) {
        this.socket = socket;
    }

    public static WireForTests to(URI server) throws IOException {
        var socket = new Socket(server.getHost(), server.getPort());
        socket.setSoTimeout(PATIENCE);
        return new WireForTests(socket);
    }

    /** Everything the server says to {@code request} until it closes the connection. */
    public static String said(URI server, String request) throws IOException {
        try (var wire = to(server)) {
            wire.say(request);
            return wire.heard();
        }
    }

    /** Each character is a byte. */
    public void say(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    /** Everything until the server closes the connection, also when it does so rudely. */
    public String heard() throws IOException {
        var heard = new ByteArrayOutputStream();
        try {
            socket.getInputStream().transferTo(heard);
        } catch (SocketException _) {
            // What was not read of a request resets its connection.
        }
        return heard.toString(StandardCharsets.UTF_8);
    }

    /** What has come by the time the answer's head is there, and with it whatever came along. */
    public String head() throws IOException {
        var heard = new StringBuilder();
        var chunk = new byte[8_192];
        while (heard.indexOf("\r\n\r\n") < 0) {
            var count = socket.getInputStream().read(chunk);
            if (count < 0) {
                break;
            }
            heard.append(new String(chunk, 0, count, StandardCharsets.UTF_8));
        }
        return heard.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
