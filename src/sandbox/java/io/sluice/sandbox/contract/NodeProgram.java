package io.sluice.sandbox.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A JavaScript program that tells what it hears, a line of JSON each. It ends when its input does,
 * and so never outlives this process.
 */
final class NodeProgram implements AutoCloseable {

    private final Process process;
    private final List<String> output = new CopyOnWriteArrayList<>();

    private NodeProgram(Process process) {
        this.process = process;
        Thread.ofPlatform().daemon().name("node program").start(this::read);
    }

    /** Starts {@code node} with these arguments and variables. */
    static NodeProgram start(List<String> arguments, Map<String, String> variables) {
        var builder = new ProcessBuilder("node").redirectErrorStream(true);
        builder.command().addAll(arguments);
        builder.environment().putAll(variables);
        try {
            return new NodeProgram(builder.start());
        } catch (IOException e) {
            throw new NotHere("there is no node on the PATH");
        }
    }

    /** What it told so far. */
    List<JsonNode> told() {
        return output.stream()
                .filter(it -> it.startsWith("{"))
                .map(JsonMapper.shared()::readTree)
                .toList();
    }

    boolean isRunning() {
        return process.isAlive();
    }

    /** All it wrote. */
    String output() {
        return String.join("\n", output);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private void read() {
        try (var lines = new BufferedReader(process.inputReader(UTF_8))) {
            lines.lines().forEach(output::add);
        } catch (IOException | UncheckedIOException e) {
            output.add(e.toString());
        }
    }
}
