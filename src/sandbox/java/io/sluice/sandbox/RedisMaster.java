package io.sluice.sandbox;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/** One server of a Redis Cluster; started again, it is what it was, without what it knew. */
public final class RedisMaster implements AutoCloseable {

    private final int port = FreePort.find();
    private final int clusterPort = FreePort.find();
    private final Path memory;
    private @Nullable Subprocess server;

    private RedisMaster(Path memory) {
        this.memory = memory;
    }

    /** A running server that knows no other yet. */
    static RedisMaster start() {
        try {
            var master = new RedisMaster(Files.createTempDirectory("sluice-redis-"));
            master.startAgain();
            return master;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its host and port. */
    public String address() {
        return "127.0.0.1:" + port;
    }

    /** Ends it at once. */
    public synchronized void kill() {
        if (server != null) {
            server.close();
            server = null;
        }
    }

    /** Runs it on the ports it always had. */
    public synchronized void startAgain() {
        if (server == null) {
            server = RedisProcess.start(port, settings());
        }
    }

    private List<String> settings() {
        var usual = "--cluster-enabled yes --cluster-node-timeout 2000";
        var settings = new ArrayList<>(List.of(usual.split(" ", -1)));
        settings.addAll(List.of("--cluster-require-full-coverage", "no"));
        settings.addAll(List.of("--cluster-port", Integer.toString(clusterPort)));
        settings.addAll(List.of("--dir", memory.toString()));
        return settings;
    }

    /** Has it stand still with its connections open, as a machine that hangs. */
    public synchronized void pause() {
        Signals.pause(Objects.requireNonNull(server).pid());
    }

    /** Has it go on where it stood still. */
    public synchronized void resume() {
        Signals.resume(Objects.requireNonNull(server).pid());
    }

    /**
     * What it answers to a command: all of it, line by line.
     *
     * @throws IllegalStateException with what it says when it refuses
     */
    public String command(String command) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            var in = new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8);
            var answer = new BufferedReader(in);
            var line = (command + "\r\nQUIT\r\n").getBytes(StandardCharsets.UTF_8);
            socket.getOutputStream().write(line);
            var lines = answer.lines().toList();
            if (lines.isEmpty() || lines.getFirst().startsWith("-")) {
                throw new IllegalStateException(command + " was answered " + lines);
            }
            return String.join("\n", lines.subList(0, lines.size() - 1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What others in the cluster call it. */
    String id() {
        return command("CLUSTER MYID").lines().skip(1).findFirst().orElseThrow();
    }

    /** The slot of a key. */
    int slot(String key) {
        return Integer.parseInt(command("CLUSTER KEYSLOT " + key).substring(1));
    }

    /** Whether it would not send who asks for {@code key} elsewhere. */
    public boolean serves(String key) {
        try {
            return !command("GET " + key).isEmpty();
        } catch (IllegalStateException moved) {
            return false;
        }
    }

    /** Whether it takes the other for somebody's stand-in. */
    boolean knows(RedisMaster standIn) {
        var id = standIn.id();
        return command("CLUSTER NODES")
                .lines()
                .anyMatch(it -> it.startsWith(id) && it.contains("slave"));
    }

    /** Tells it that the other exists. */
    void meet(RedisMaster other) {
        var _ = command("CLUSTER MEET 127.0.0.1 %d %d".formatted(other.port, other.clusterPort));
    }

    @Override
    public void close() {
        kill();
        try {
            var _ = FileSystemUtils.deleteRecursively(memory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
