package io.sluice.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import redis.embedded.RedisExecProvider;

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
            server = server(port);
        }
    }

    @Override
    public void close() {
        stop();
    }

    private static Subprocess server(int port) {
        return Subprocess.start(
                        "redis",
                        command(port),
                        Optional.empty(),
                        Duration.ofSeconds(30),
                        line -> Optional.of(line).filter(it -> it.contains("Ready to accept")))
                .process();
    }

    private static List<String> command(int port) {
        try {
            var program = RedisExecProvider.defaultProvider().get().toString();
            var settings = "--bind 127.0.0.1 --appendonly no --maxmemory 64mb --port " + port;
            var command = new ArrayList<>(List.of(program, "--save", ""));
            command.addAll(List.of(settings.split(" ", -1)));
            return command;
        } catch (IOException e) {
            throw new UncheckedIOException("there is no Redis for this machine", e);
        }
    }
}
