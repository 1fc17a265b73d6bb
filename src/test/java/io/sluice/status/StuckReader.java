package io.sluice.status;

import static io.sluice.status.FakeJournal.event;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.Duration.ofSeconds;

import io.sluice.payment.PaymentId;
import io.sluice.sandbox.Eventually;
import io.sluice.status.FollowMeters.Net;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.stream.LongStream;
import org.springframework.context.ConfigurableApplicationContext;

/** A client that asks for a payment's stream and then reads nothing. */
record StuckReader(Socket socket, Topics topics, PaymentId payment) implements AutoCloseable {

    static final String PADDING = ",\"padding\":\"%s\"".formatted("x".repeat(4_000));

    /** One that the server has begun to tell. */
    static StuckReader of(ConfigurableApplicationContext server, PaymentId payment)
            throws IOException {
        var topics = server.getBean(Topics.class);
        var stream = StreamServer.stream(server, payment);
        var before = topics.readers().count();
        var socket = new Socket();
        socket.setReceiveBufferSize(4_096);
        socket.connect(new InetSocketAddress(stream.getHost(), stream.getPort()));
        socket.getOutputStream()
                .write(
                        "GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                                .formatted(stream.getPath())
                                .getBytes(US_ASCII));
        Eventually.holds(ofSeconds(10), () -> topics.readers().count() > before);
        return new StuckReader(socket, topics, payment);
    }

    /** Has it told more than the system buffers for a client. */
    void isToldMuch() {
        LongStream.range(2, 8_000)
                .forEach(version ->
                        topics.offer(event(payment, version, false, PADDING), Net.MESSAGE));
    }

    /** All that was kept for it, until the server closes the connection. */
    String reads() throws IOException {
        return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }

    boolean isClosed() {
        return socket.isClosed();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
