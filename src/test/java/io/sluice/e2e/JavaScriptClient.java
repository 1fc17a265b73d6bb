package io.sluice.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sluice.sandbox.Eventually;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The JavaScript client in a process of its own, behind a proxy that cuts its connections. It ends
 * when its input does, and so never outlives this process.
 */
final class JavaScriptClient implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Process process;
    private final List<String> output = new CopyOnWriteArrayList<>();

    private JavaScriptClient(Process process) {
        this.process = process;
        Thread.ofPlatform().daemon().name("javascript-client").start(this::read);
    }

    /** Follows the payment as its payer, in log mode; where it is cut depends on the seed only. */
    static JavaScriptClient follow(Payment payment, String transport, long seed) {
        var builder =
                new ProcessBuilder(
                                "node",
                                "clients/js/test/follow.js",
                                payment.partner().gateway().toString(),
                                payment.id(),
                                transport,
                                Long.toString(seed))
                        .redirectErrorStream(true);
        builder.environment().put("SLUICE_TOKEN", payment.payerToken());
        try {
            return new JavaScriptClient(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException("node does not start", e);
        }
    }

    /** Waits until it says so; fails with all it said. */
    JsonNode await(Duration patience, Predicate<JsonNode> wanted) {
        try {
            Eventually.holds(patience, () -> said().stream().anyMatch(wanted));
        } catch (AssertionError e) {
            throw new AssertionError("Not said in " + patience + ", but: " + output, e);
        }
        return said().stream().filter(wanted).findFirst().orElseThrow();
    }

    /** The versions it was told, in order. */
    List<String> versions() {
        return said().stream()
                .filter(it -> it.has("version"))
                .map(it -> it.get("version").asString())
                .toList();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    /** Its lines of JSON; the others are about trouble it had. */
    private List<JsonNode> said() {
        return output.stream().filter(it -> it.startsWith("{")).map(JSON::readTree).toList();
    }

    private void read() {
        try (var lines = new BufferedReader(process.inputReader(UTF_8))) {
            lines.lines().forEach(output::add);
        } catch (IOException | UncheckedIOException e) {
            output.add(e.toString());
        }
    }
}
