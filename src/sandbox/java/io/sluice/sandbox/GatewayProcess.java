package io.sluice.sandbox;

import io.sluice.GatewayApplication;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A gateway in a process of its own, which can be killed at any moment. */
public final class GatewayProcess implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(90);

    /** Starts soon, and is content with little. */
    private static final List<String> SMALL =
            List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx512m");

    private final Subprocess process;
    private final URI url;
    private final Path configuration;

    private GatewayProcess(Subprocess process, URI url, Path configuration) {
        this.process = process;
        this.url = url;
        this.configuration = configuration;
    }

    /** A gateway that is ready, at a port of its own, with these properties and no others. */
    public static GatewayProcess start(Map<String, String> properties) {
        return start(properties, SMALL);
    }

    /** The same in a Java machine with other options. */
    public static GatewayProcess start(Map<String, String> properties, List<String> options) {
        return start(properties, options, line -> line.contains("Started Gateway"));
    }

    /** A gateway that has only begun to start. */
    public static GatewayProcess launch(Map<String, String> properties) {
        return start(properties, SMALL, _ -> true);
    }

    public URI url() {
        return url;
    }

    public long pid() {
        return process.pid();
    }

    /** The last lines of its log. */
    public String output() {
        return process.output();
    }

    /** Ends it in the middle of whatever it does: kill -9. */
    public void kill() {
        process.kill();
    }

    /** Asks it to end, as an orchestrator does, and returns its exit code. */
    public int stop(Duration patience) {
        process.terminate();
        return process.awaitEnd(patience);
    }

    @Override
    public void close() {
        process.close();
        try {
            Files.deleteIfExists(configuration);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static GatewayProcess start(
            Map<String, String> properties, List<String> options, Predicate<String> enough) {
        var configuration = write(properties);
        var started =
                Subprocess.start(
                        "gateway",
                        command(options, configuration),
                        Optional.empty(),
                        START,
                        line -> Optional.of(line).filter(enough));
        var url = URI.create("http://127.0.0.1:" + properties.get("server.port"));
        return new GatewayProcess(started.process(), url, configuration);
    }

    private static List<String> command(List<String> options, Path configuration) {
        var command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString()));
        command.addAll(options);
        command.addAll(
                List.of(
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        classPath(),
                        GatewayApplication.class.getName(),
                        "--spring.config.location=optional:classpath:/application.yaml,file:"
                                + configuration));
        return command;
    }

    /** Without the sandbox and the tests. */
    static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> !entry.endsWith("test-classes"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static Path write(Map<String, String> properties) {
        var all = new Properties();
        all.putAll(properties);
        try {
            var file = Files.createTempFile("sluice-gateway-", ".properties");
            try (var out = Files.newBufferedWriter(file)) {
                all.store(out, null);
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
