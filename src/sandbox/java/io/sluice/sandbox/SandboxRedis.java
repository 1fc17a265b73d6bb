package io.sluice.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import redis.embedded.RedisServer;

/** A real Redis server on a free loopback port; it can be stopped and started on the same port. */
public final class SandboxRedis implements AutoCloseable {

    private final int port;
    private RedisServer server;

    private SandboxRedis(int port) {
        this.port = port;
        this.server = server(port);
    }

    /** A running server. */
    public static SandboxRedis start() {
        var redis = stopped();
        redis.startAgain();
        return redis;
    }

    /** A server that has a port, but does not run yet. */
    public static SandboxRedis stopped() {
        return new SandboxRedis(freePort());
    }

    public String url() {
        return "redis://127.0.0.1:" + port;
    }

    /** Ends the server; what it knew is gone. */
    public synchronized void stop() {
        server.stop();
    }

    /** Runs it on the port it always had. */
    public synchronized void startAgain() {
        if (server.isActive()) {
            return;
        }
        server = server(port);
        server.start();
    }

    @Override
    public void close() {
        stop();
    }

    private static RedisServer server(int port) {
        return RedisServer.builder()
                .port(port)
                .bind("127.0.0.1")
                .setting("save \"\"")
                .setting("appendonly no")
                .setting("maxmemory 64mb")
                .build();
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
