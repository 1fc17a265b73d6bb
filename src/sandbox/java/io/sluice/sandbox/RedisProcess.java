package io.sluice.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import redis.embedded.RedisExecProvider;

/** Starts the Redis server that fits this machine. */
final class RedisProcess {

    private static final Duration START = Duration.ofSeconds(30);

    private RedisProcess() {}

    /** A server that is ready at a loopback port, and keeps nothing on a disk. */
    static Subprocess start(int port, List<String> settings) {
        return Subprocess.start(
                        "redis",
                        command(port, settings),
                        Optional.empty(),
                        START,
                        line -> Optional.of(line).filter(it -> it.contains("Ready to accept")))
                .process();
    }

    private static List<String> command(int port, List<String> settings) {
        try {
            var program = RedisExecProvider.defaultProvider().get().toString();
            var usual = "--bind 127.0.0.1 --appendonly no --maxmemory 64mb --port " + port;
            var command = new ArrayList<>(List.of(program, "--save", ""));
            command.addAll(List.of(usual.split(" ", -1)));
            command.addAll(settings);
            return command;
        } catch (IOException e) {
            throw new UncheckedIOException("there is no Redis for this machine", e);
        }
    }
}
