package io.sluice.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Speaks to a {@link StreamChild}. */
final class StreamProcess implements AutoCloseable {

    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    private final Process process;
    private final BufferedReader answers;
    private final PrintWriter words;
    private final int port;

    private StreamProcess(Process process) {
        this.process = process;
        this.answers = process.inputReader(StandardCharsets.UTF_8);
        this.words = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
        this.port = (int) number("port");
    }

    static StreamProcess start(String kind, int payments) {
        var command =
                List.of(
                        JAVA,
                        "-Xms512m",
                        "-Xmx512m",
                        "-XX:+AlwaysPreTouch",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        StreamChild.class.getName(),
                        kind,
                        Integer.toString(payments));
        try {
            return new StreamProcess(
                    new ProcessBuilder(command)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return port;
    }

    /** Live, after a collection. */
    long heapBytes() {
        return ask("heap");
    }

    long cpuNanos() {
        return ask("cpu");
    }

    /** How many streams it serves. */
    long open() {
        return ask("open");
    }

    /** What of it is in memory, as Linux says. */
    long memoryBytes() {
        try {
            return Files.readAllLines(Path.of("/proc/%d/status".formatted(process.pid()))).stream()
                    .filter(it -> it.startsWith("VmRSS:"))
                    .mapToLong(it -> 1024 * Long.parseLong(it.replaceAll("\\D", "")))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Has so many things happen to some payments, at a rate; returns when all of them were due. */
    void emit(int count, int perSecond, int from, int to) {
        words.println("emit %d %d %d %d".formatted(count, perSecond, from, to));
        var _ = number("emitted");
    }

    @Override
    public void close() {
        process.destroy();
    }

    private long ask(String word) {
        words.println(word);
        return number(word);
    }

    /** What is logged in between is of no interest. */
    private long number(String word) {
        try {
            for (var line = answers.readLine(); line != null; line = answers.readLine()) {
                if (line.startsWith(word + " ")) {
                    return Long.parseLong(line.substring(word.length() + 1));
                }
            }
            throw new IllegalStateException("the server has died");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
