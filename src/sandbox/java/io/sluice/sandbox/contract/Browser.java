package io.sluice.sandbox.contract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A headless Chromium that shows one page, which listens to one stream. */
final class Browser implements AutoCloseable {

    private static final Path PROGRAM = Path.of("/usr/bin/chromium");

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
    private final Page page;

    private Browser(Process process, Path profile, Page page) {
        this.process = process;
        this.profile = profile;
        this.page = page;
    }

    /** Shows a page of the origin that the gateway lets in, which listens to {@code stream}. */
    static Browser open(Target target, String stream) throws IOException {
        if (!Files.isExecutable(PROGRAM)) {
            throw new NotHere("there is no " + PROGRAM);
        }
        var page = Page.serve(target.requirePage(), stream);
        var profile = Files.createTempDirectory("sluice-browser-");
        var builder = new ProcessBuilder(PROGRAM.toString());
        builder.command().addAll(OPTIONS);
        builder.command().add("--user-data-dir=" + profile);
        builder.command().add(page.url().toString());
        builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        builder.environment().put("HOME", profile.toString());
        return new Browser(builder.start(), profile, page);
    }

    List<Heard> heard() {
        return page.heard();
    }

    /** What its page could read of an answer that refuses it. */
    List<String> refusals() {
        return page.said().stream()
                .filter(it -> it.event().equals("refusal"))
                .map(Heard::data)
                .toList();
    }

    /** All that its page said. */
    List<Heard> said() {
        return page.said();
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
        page.close();
        forget();
    }

    private void forget() {
        try (var files = Files.walk(profile)) {
            files.sorted(Comparator.reverseOrder()).forEach(it -> it.toFile().delete());
        } catch (IOException _) {
            // Somewhere below the system's own place for what is temporary.
        }
    }
}
