package io.sluice.sandbox;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A real Redis server on a free loopback port; it can be stopped and started on the same port. */
public final class SandboxRedis implements AutoCloseable {

    private final int port;
    private @Nullable Subprocess server;

    private SandboxRedis(int port) {
        this.port = port;
    }

    /** A running server. */
    public static SandboxRedis start() {
        var redis = stopped();
        redis.startAgain();
        return redis;
    }

    /** A server that has a port, but does not run yet. */
    public static SandboxRedis stopped() {
        return new SandboxRedis(FreePort.find());
    }

    public String url() {
        return "redis://127.0.0.1:" + port;
    }

    /** Ends the server; what it knew is gone. */
    public synchronized void stop() {
        if (server != null) {
            server.close();
            server = null;
        }
    }

    /** Runs it on the port it always had. */
    public synchronized void startAgain() {
        if (server == null) {
            server = RedisProcess.start(port, List.of());
        }
    }

    /** Has it stand still with its connections open, as a machine that hangs. */
    public synchronized void pause() {
        Signals.pause(Objects.requireNonNull(server).pid());
    }

    /** Has it go on where it stood still, if it did. */
    public synchronized void resume() {
        if (server != null) {
            Signals.resume(server.pid());
        }
    }

    @Override
    public void close() {
        stop();
    }
}
