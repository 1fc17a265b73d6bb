package io.sluice.sandbox.contract;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Readers that are slow, and readers that are stuck: rule 6. */
final class ReaderRules {

    private static final String RULE = "rule 6";
    private static final long BETWEEN_BYTES_NANOS = 100_000;
    private static final Duration STUCK = Duration.ofSeconds(13);
    private static final int BULKY = 20;

    private ReaderRules() {}

    static List<Promise> all() {
        return List.of(
                Promise.slow(
                        RULE,
                        "a reader that takes one byte at a time is told all of it",
                        ReaderRules::slow),
                Promise.slow(
                        RULE,
                        "a reader that takes nothing delays nobody, is cut off, and goes on later",
                        ReaderRules::stuck));
    }

    private static String slow(Target target) throws Exception {
        var sale = Sale.open(target);
        var heard = new ArrayList<Heard>();
        try (var socket = connect(sale.stream("?mode=log"), sale.payer())) {
            Thread.ofVirtual().start(() -> sale.moveAndClose(5));
            var parser = new StrictParser(heard::add);
            new ChunkedBody(socket.getInputStream(), BETWEEN_BYTES_NANOS).read(parser);
            parser.end();
        }
        return sale.isToldBy(heard);
    }

    /** More waits for it than systems keep for a client. */
    private static String stuck(Target target) throws Exception {
        var log = EventLog.of(target);
        var start = log.end();
        for (var count = 0; count < BULKY; count++) {
            Sale.bulky(target).moveAndClose(6);
        }
        var stream = target.url().resolve("/v1/stream?last_event_id=" + start);
        try (var socket = connect(stream, target.token())) {
            var answered = System.nanoTime();
            var delay = delayOfOthers(target);
            LockSupport.parkNanos(STUCK.toNanos() - (System.nanoTime() - answered));
            var heard = new ArrayList<Heard>();
            var cut = isCut(socket, heard);
            Expect.that(cut, "it is cut off", "it was not, in " + STUCK);
            var kept = heard.size();
            goOn(target, heard, kept == 0 ? start : heard.getLast().id());
            return "%s, %d of them before it was cut off; others heard after %d ms"
                    .formatted(log.isToldBy(start, heard), kept, delay);
        }
    }

    private static long delayOfOthers(Target target) throws Exception {
        var sale = Sale.open(target);
        try (var other = sale.listen("?mode=log")) {
            var _ = other.await("a snapshot", Heard::isVersion);
            sale.move(5);
            var answered = System.nanoTime();
            var _ = other.await("version 6", it -> it.id().equals("6"));
            var millis = (System.nanoTime() - answered) / 1_000_000;
            Expect.that(millis < 1_000, "others are told within 1000 ms", millis);
            return millis;
        }
    }

    /** Reads what was kept; whether it is not all that there is. */
    private static boolean isCut(Socket socket, List<Heard> heard) throws IOException {
        var parser = new StrictParser(it -> keep(it, heard));
        try {
            new ChunkedBody(socket.getInputStream(), 0).read(parser);
            return false;
        } catch (SocketTimeoutException stillOpen) {
            return false;
        } catch (SocketException | EOFException cut) {
            return true;
        }
    }

    private static void goOn(Target target, List<Heard> heard, String from) throws Exception {
        var last = Sale.open(target);
        var headers = Sale.resuming(target.token(), from);
        try (var stream = StrictStream.open(target.url().resolve("/v1/stream"), headers)) {
            var _ = stream.await("the last event", it -> EventLog.says(it, last.id(), 1));
            stream.heard().forEach(it -> keep(it, heard));
        }
    }

    private static void keep(Heard it, List<Heard> heard) {
        if (it.isVersion()) {
            heard.add(it);
        }
    }

    private static Socket connect(URI url, String token) throws IOException {
        if (!url.getScheme().equals("http")) {
            throw new NotHere("connections are read byte by byte on plain http only");
        }
        var socket = new Socket();
        socket.setReceiveBufferSize(2_048);
        socket.setSoTimeout(3_000);
        var port = url.getPort() < 0 ? 80 : url.getPort();
        socket.connect(new InetSocketAddress(url.getHost(), port));
        var request =
                "GET %s?%s HTTP/1.1\r\nHost: %s\r\nAuthorization: Bearer %s\r\n\r\n"
                        .formatted(url.getRawPath(), url.getRawQuery(), url.getHost(), token);
        socket.getOutputStream().write(request.getBytes(US_ASCII));
        return socket;
    }
}
