package io.sluice.sandbox;

import io.sluice.GatewayApplication;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.NestedExceptionUtils;

/** The unchanged gateway, in this process, with a sandbox around it. */
final class LocalGateway implements AutoCloseable {

    private static final int ATTEMPTS = 3;

    private final Sandbox sandbox;
    private final ConfigurableApplicationContext context;
    private final URI url;

    private LocalGateway(Sandbox sandbox, ConfigurableApplicationContext context, URI url) {
        this.sandbox = sandbox;
        this.context = context;
        this.url = url;
    }

    /**
     * A gateway that is ready; what it logs goes to {@code log}. Somebody may take one of its ports
     * before it does: then it takes others.
     *
     * @throws IllegalStateException with the reason why there is none
     */
    static LocalGateway start(Sandbox sandbox, OptionalInt port, Path log) {
        for (var left = ATTEMPTS; ; left--) {
            try {
                return once(sandbox, port, log);
            } catch (RuntimeException e) {
                if (left == 1 || !portWasTaken(e)) {
                    var reason = NestedExceptionUtils.getMostSpecificCause(e);
                    throw new IllegalStateException(
                            "The gateway does not start: %s (its log: %s)"
                                    .formatted(reason.getMessage(), log),
                            reason);
                }
            }
        }
    }

    Sandbox sandbox() {
        return sandbox;
    }

    URI url() {
        return url;
    }

    @Override
    public void close() {
        context.close();
    }

    private static LocalGateway once(Sandbox sandbox, OptionalInt port, Path log) {
        var properties = new LinkedHashMap<>(sandbox.properties());
        port.ifPresent(it -> moveTo(it, properties));
        // The packaged defaults and nothing else: config/ names real networks.
        properties.put("spring.config.location", "optional:classpath:/application.yaml");
        properties.put("spring.main.banner-mode", "off");
        properties.put("logging.file.name", log.toString());
        properties.put("logging.threshold.console", "off");
        var application = new SpringApplication(GatewayApplication.class);
        application.setRegisterShutdownHook(false);
        var context = application.run(arguments(properties));
        return new LocalGateway(sandbox, context, URI.create(properties.get("sluice.public-url")));
    }

    private static boolean portWasTaken(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .anyMatch(PortInUseException.class::isInstance);
    }

    private static void moveTo(int port, Map<String, String> properties) {
        properties.put("server.port", Integer.toString(port));
        properties.put("sluice.public-url", "http://127.0.0.1:" + port);
    }

    private static String[] arguments(Map<String, String> properties) {
        return properties.entrySet().stream()
                .map(property -> "--" + property.getKey() + "=" + property.getValue())
                .toArray(String[]::new);
    }
}
