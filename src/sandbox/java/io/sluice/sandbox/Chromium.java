package io.sluice.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A headless Chromium that shows one page, with a profile of its own. */
public final class Chromium implements AutoCloseable {

    public static final Path PROGRAM = Path.of("/usr/bin/chromium");

    private static final List<String> OPTIONS =
            List.of(
                    "--headless",
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-quic",
                    "--disable-dev-shm-usage",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                    "--remote-debugging-port=0");

    private final Process process;
    private final Path profile;

    private Chromium(Process process, Path profile) {
        this.process = process;
        this.profile = profile;
        AtExit.closeFirst(this);
    }

    public static boolean isInstalled() {
        return Files.isExecutable(PROGRAM);
    }

    /** Shows the page, with {@code more} options than it always has. */
    public static Chromium show(URI page, List<String> more) {
        try {
            var profile = Files.createTempDirectory("sluice-browser-");
            var builder = new ProcessBuilder(PROGRAM.toString());
            builder.command().addAll(OPTIONS);
            builder.command().addAll(more);
            builder.command().add("--user-data-dir=" + profile);
            builder.command().add(page.toString());
            builder.redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
            builder.environment().put("HOME", profile.toString());
            return new Chromium(builder.start(), profile);
        } catch (IOException e) {
            throw new UncheckedIOException("there is no page without " + PROGRAM, e);
        }
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        try {
            var _ = process.waitFor(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        forget();
        AtExit.forget(this);
    }

    private void forget() {
        try (var files = Files.walk(profile)) {
            files.sorted(Comparator.reverseOrder()).forEach(it -> it.toFile().delete());
        } catch (IOException | UncheckedIOException _) {
            // Somewhere below the system's own place for what is temporary.
        }
    }
}
