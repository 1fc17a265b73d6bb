package io.sluice.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** A {@link BareEdge} in a process of its own. */
final class BareProcess implements AutoCloseable {

    private final Process process;
    private final Path job;
    private final int port;

    private BareProcess(Process process, Path job) throws IOException {
        this.process = process;
        this.job = job;
        this.port = port(process.inputReader(StandardCharsets.UTF_8));
    }

    static BareProcess start(BareEdge.Job job) {
        try {
            var file = Files.createTempFile("sluice-bare-", ".json");
            Files.writeString(file, JsonMapper.shared().writeValueAsString(job));
            var command =
                    List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                            "-Xms512m",
                            "-Xmx512m",
                            "-XX:+AlwaysPreTouch",
                            "-XX:+UseSerialGC",
                            "-cp",
                            System.getProperty("java.class.path"),
                            BareEdge.class.getName(),
                            file.toString());
            var process =
                    new ProcessBuilder(command)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            return new BareProcess(process, file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            Files.deleteIfExists(job);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int port(BufferedReader lines) throws IOException {
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("port ")) {
                return Integer.parseInt(line.substring("port ".length()));
            }
        }
        throw new IllegalStateException("the bare server has died");
    }
}
