package io.sluice.sandbox.contract;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Carries connections to a gateway and cuts the first ones, in the midst of whatever is being said,
 * after a number of bytes that depends on the seed only.
 */
final class CuttingProxy implements AutoCloseable {

    private static final int SHORTEST = 40;
    private static final int LONGEST = 6_000;

    private final URI target;
    private final Random random;
    private final int most;
    private final ServerSocket server;
    private final AtomicInteger cuts = new AtomicInteger();

    private CuttingProxy(URI target, long seed, int most, ServerSocket server) {
        this.target = target;
        this.random = new Random(seed);
        this.most = most;
        this.server = server;
    }

    /** After {@code most} cuts there is none any more, so that whoever is patient hears the end. */
    static CuttingProxy before(URI target, long seed, int most) throws IOException {
        if (!target.getScheme().equals("http")) {
            throw new NotHere("connections are cut on plain http only");
        }
        var server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        var proxy = new CuttingProxy(target, seed, most, server);
        Thread.ofVirtual().name("cutting proxy").start(proxy::accept);
        return proxy;
    }

    /** The same address, by way of this proxy. */
    URI to(URI address) {
        var query = address.getRawQuery() == null ? "" : "?" + address.getRawQuery();
        return URI.create(
                "http://127.0.0.1:%d%s%s"
                        .formatted(server.getLocalPort(), address.getRawPath(), query));
    }

    int cuts() {
        return cuts.get();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private void accept() {
        try (server) {
            while (!server.isClosed()) {
                carry(server.accept());
            }
        } catch (IOException _) {
            // Closed, or nobody can be let in: whoever comes next is refused.
        }
    }

    /** While the gateway is away, whoever comes is turned away. */
    private void carry(Socket near) throws IOException {
        var left = cuts.get() < most ? limit() : Long.MAX_VALUE;
        var port = target.getPort() < 0 ? 80 : target.getPort();
        try {
            var far = new Socket(target.getHost(), port);
            Thread.ofVirtual().start(() -> copy(near, far, Long.MAX_VALUE));
            Thread.ofVirtual().start(() -> copy(far, near, left));
        } catch (IOException _) {
            near.close();
        }
    }

    /** Short ones are likelier. */
    private long limit() {
        var part = random.nextDouble();
        return SHORTEST + (long) (part * part * (LONGEST - SHORTEST));
    }

    private void copy(Socket from, Socket to, long limit) {
        try (from;
                to) {
            copy(from.getInputStream(), to.getOutputStream(), limit);
        } catch (IOException _) {
            // One side went away: so does the other.
        }
    }

    private void copy(InputStream from, OutputStream to, long limit) throws IOException {
        var bytes = new byte[2_048];
        for (var left = limit; ; ) {
            var read = from.read(bytes, 0, (int) Math.min(bytes.length, left));
            if (read < 0) {
                return;
            }
            to.write(bytes, 0, read);
            left -= read;
            if (left <= 0) {
                cuts.incrementAndGet();
                return;
            }
        }
    }
}
