package io.sluice.sandbox;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/** A process of ours that never outlives this one, not even on Ctrl-C. */
final class Subprocess implements AutoCloseable {

    private static final int REMEMBERED_LINES = 200;

    private final String name;
    private final Process process;
    private final ConcurrentLinkedDeque<String> lines = new ConcurrentLinkedDeque<>();

    private Subprocess(String name, Process process) {
        this.name = name;
        this.process = process;
        AtExit.closeLast(this);
    }

    /**
     * Starts {@code command} and waits for the first line of its output that {@code ready} knows.
     *
     * @throws IllegalStateException with the last of its output when it ends or stays silent
     */
    static <T> Started<T> start(
            String name,
            List<String> command,
            Optional<Path> directory,
            Duration patience,
            Function<String, Optional<T>> ready) {
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        directory.map(Path::toFile).ifPresent(builder::directory);
        try {
            var subprocess = new Subprocess(name, launch(builder));
            return new Started<>(subprocess, subprocess.await(ready, patience));
        } catch (IOException e) {
            throw new UncheckedIOException(name + " does not start", e);
        }
    }

    /**
     * A program just unpacked is busy (ETXTBSY) until a process forked meanwhile beside it has let
     * go of the file it inherited open: a matter of milliseconds.
     */
    private static Process launch(ProcessBuilder builder) throws IOException {
        for (var attempt = 1; ; attempt++) {
            try {
                return builder.start();
            } catch (IOException e) {
                if (attempt == 50 || !String.valueOf(e.getMessage()).contains("error: 26")) {
                    throw e;
                }
                LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            }
        }
    }

    /** A running process and what its output said when it was ready. */
    record Started<T>(Subprocess process, T said) {}

    long pid() {
        return process.pid();
    }

    boolean alive() {
        return process.isAlive();
    }

    /** The last lines it wrote. */
    String output() {
        return String.join("\n", lines);
    }

    /** Ends it at once, as kill -9 does, and waits until it is gone. */
    void kill() {
        process.destroyForcibly();
        var _ = awaitEnd(Duration.ofSeconds(10));
    }

    /** Asks it to end, as kill does; how long it takes is its own affair. */
    void terminate() {
        process.destroy();
    }

    /** The exit code, once it has ended. */
    int awaitEnd(Duration patience) {
        try {
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException(name + " still runs after " + patience);
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        kill();
        AtExit.forget(this);
    }

    private <T> T await(Function<String, Optional<T>> ready, Duration patience) {
        var said = new CompletableFuture<T>();
        // A read of a pipe holds on to the thread that carries a virtual one; there are few of
        // those.
        Thread.ofPlatform().daemon().name(name + " output").start(() -> read(ready, said));
        try {
            return said.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            close();
            throw new IllegalStateException(name + " did not start:\n" + output(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            close();
            throw new IllegalStateException(e);
        }
    }

    private <T> void read(Function<String, Optional<T>> ready, CompletableFuture<T> said) {
        try (var output = new BufferedReader(process.inputReader(StandardCharsets.UTF_8))) {
            for (var line = output.readLine(); line != null; line = output.readLine()) {
                remember(line);
                ready.apply(line).ifPresent(said::complete);
            }
        } catch (IOException e) {
            remember(e.toString());
        } finally {
            said.completeExceptionally(new IllegalStateException("its output ended"));
        }
    }

    private void remember(String line) {
        lines.add(line);
        while (lines.size() > REMEMBERED_LINES) {
            lines.poll();
        }
    }
}
