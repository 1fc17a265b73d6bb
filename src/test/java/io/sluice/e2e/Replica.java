package io.sluice.e2e;

import io.sluice.sandbox.FreePort;
import io.sluice.sandbox.GatewayProcess;
import io.sluice.sandbox.Sandbox;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** One of several equal gateways: always at the same place, though each time another process. */
final class Replica implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Map<String, String> properties;
    private final URI readiness;
    private GatewayProcess process;

    private Replica(Map<String, String> properties) {
        this.properties = properties;
        this.readiness =
                loopback(properties.getOrDefault("management.server.port", ""))
                        .resolve("/actuator/health/readiness");
        this.process = GatewayProcess.launch(properties);
    }

    /** Starting replicas that share everything but their ports. */
    static List<Replica> launch(int count, Sandbox sandbox) {
        var shared = sandbox.properties();
        shared.put("sluice.cluster.lease", "2s");
        return Stream.generate(() -> new Replica(withPorts(shared))).limit(count).toList();
    }

    URI url() {
        return process.url();
    }

    /** Whether it would be sent requests. */
    boolean isReady() {
        try {
            return Http.get(readiness, Map.of()).status() == 200;
        } catch (IllegalStateException noAnswer) {
            return false;
        }
    }

    /** Ends it in the middle of whatever it does, which it logged until then. */
    String kill() {
        process.close();
        return process.output();
    }

    /** Asks it to end, as an orchestrator does; its exit code. */
    int stop() {
        var code = process.stop(PATIENCE);
        process.close();
        return code;
    }

    void launchAgain() {
        process = GatewayProcess.launch(properties);
    }

    @Override
    public void close() {
        process.close();
    }

    private static Map<String, String> withPorts(Map<String, String> shared) {
        var all = new TreeMap<>(shared);
        all.put("server.port", Integer.toString(FreePort.find()));
        all.put("management.server.port", Integer.toString(FreePort.find()));
        return all;
    }

    private static URI loopback(String port) {
        return URI.create("http://127.0.0.1:" + port);
    }
}
