package io.sluice.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;

import io.sluice.sandbox.FreePort;
import io.sluice.sandbox.GatewayProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** A whole gateway in a process of its own, and what it uses. */
final class StormReplica implements AutoCloseable {

    /**
     * What young objects take is always the same, and what old ones do not need can be given back,
     * so that what is resident says what is held.
     */
    static final List<String> JVM =
            List.of("-XX:+UseSerialGC", "-Xmn160m", "-Xms180m", "-Xmx1g", "-XX:-ShrinkHeapInSteps");

    private static final Path JCMD = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    private static final Pattern USED =
            Pattern.compile("(?:DefNew|Tenured|generation).* used (\\d+)K");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient http = HttpClient.newHttpClient();
    private final GatewayProcess process;
    private final URI management;

    private StormReplica(GatewayProcess process, URI management) {
        this.process = process;
        this.management = management;
    }

    /** What a replica holds: bytes that Linux counts, and those of them that are live objects. */
    record Memory(long resident, long heap) {}

    /** One that is ready, at ports of its own. */
    static StormReplica start(Map<String, String> shared) {
        var properties = new TreeMap<>(shared);
        var managed = FreePort.find();
        properties.put("server.port", Integer.toString(FreePort.find()));
        properties.put("management.server.port", Integer.toString(managed));
        return new StormReplica(
                GatewayProcess.start(properties, JVM),
                URI.create("http://127.0.0.1:%d/actuator/prometheus".formatted(managed)));
    }

    URI url() {
        return process.url();
    }

    int port() {
        return process.url().getPort();
    }

    double cpuSeconds() {
        return now().cpuSeconds();
    }

    /** After a collection that gives back what it can. */
    Memory memory() {
        collect(5, 10);
        var heap =
                USED.matcher(jcmd("GC.heap_info"))
                        .results()
                        .mapToLong(it -> 1024 * Long.parseLong(it.group(1)))
                        .sum();
        var resident = now().memoryBytes();
        collect(60, 80);
        return new Memory(resident, heap);
    }

    /** How many streams it tells. */
    double streams() {
        return metric("sluice_streams_open", "");
    }

    /** How many streams ended for this reason. */
    double ended(String reason) {
        return metric("sluice_streams_ended_total", "reason=\"%s\"".formatted(reason));
    }

    /** How many events it learned of by messages, by sweeps, or by reads. */
    double learned(String by) {
        return metric("sluice_stream_learned_total", "by=\"%s\"".formatted(by));
    }

    /** The sum of a metric over all that is told apart by something else. */
    private double metric(String name, String label) {
        try {
            var request = HttpRequest.newBuilder(management).build();
            return http.send(request, BodyHandlers.ofString())
                    .body()
                    .lines()
                    .filter(it -> it.startsWith(name) && it.contains(label))
                    .mapToDouble(it -> Double.parseDouble(it.substring(it.lastIndexOf(' ') + 1)))
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Asks it to end, as an orchestrator does. */
    void terminate() {
        var _ = ProcessHandle.of(process.pid()).map(ProcessHandle::destroy);
    }

    /** When it was gone, on the monotonic clock. */
    long goneNanos() {
        ProcessHandle.of(process.pid())
                .ifPresent(it ->
                        it.onExit().completeOnTimeout(it, PATIENCE.toSeconds(), SECONDS).join());
        return System.nanoTime();
    }

    @Override
    public void close() {
        process.close();
    }

    /** Leaves so many percent of the heap free. */
    private void collect(int atLeast, int atMost) {
        var _ = jcmd("VM.set_flag", "MinHeapFreeRatio", "0");
        var _ = jcmd("VM.set_flag", "MaxHeapFreeRatio", Integer.toString(atMost));
        var _ = jcmd("VM.set_flag", "MinHeapFreeRatio", Integer.toString(atLeast));
        var _ = jcmd("GC.run");
        var _ = jcmd("GC.run");
    }

    private ServerProcess now() {
        return Objects.requireNonNull(ServerProcess.now(OptionalLong.of(process.pid())));
    }

    private String jcmd(String... words) {
        var command = new ArrayList<>(List.of(JCMD.toString()));
        command.add(Long.toString(process.pid()));
        command.addAll(List.of(words));
        try {
            var run = new ProcessBuilder(command).redirectError(Redirect.DISCARD).start();
            return new String(run.getInputStream().readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
