package io.sluice.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;

/** Stands between a browser and a gateway, and cuts every connection while cuts are wanted. */
final class CutProxy implements AutoCloseable {

    private static final int WAITING = 500;

    private final URI target;
    private final CutPlans plans;
    private final CutCounts counts;
    private final ServerSocket server;

    private CutProxy(URI target, CutPlans plans, CutCounts counts, ServerSocket server) {
        this.target = target;
        this.plans = plans;
        this.counts = counts;
        this.server = server;
    }

    static CutProxy before(URI target, CutPlans plans, CutCounts counts) {
        try {
            var server = new ServerSocket(0, WAITING, InetAddress.getLoopbackAddress());
            var proxy = new CutProxy(target, plans, counts, server);
            Thread.ofVirtual().name("cuts").start(proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return server.getLocalPort();
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() {
        try (server) {
            while (!server.isClosed()) {
                var near = server.accept();
                Thread.ofVirtual().start(() -> carry(near));
            }
        } catch (IOException _) {
            // Closed: nobody comes any more.
        }
    }

    private void carry(Socket near) {
        try (near) {
            near.setTcpNoDelay(true);
            var request = CutRequest.read(near.getInputStream());
            if (request.isPresent()) {
                try (var far = new Socket(target.getHost(), target.getPort())) {
                    far.setTcpNoDelay(true);
                    new CutLine(near, far, plans.next(), counts).carry(request.get());
                }
            }
        } catch (IOException _) {
            // One side went away: so does the other.
        }
    }
}
