package io.sluice.sandbox;

import io.sluice.GatewayApplication;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.NestedExceptionUtils;

/** The unchanged gateway, in this process, with a sandbox around it. */
final class LocalGateway implements AutoCloseable {

    private final Sandbox sandbox;
    private final ConfigurableApplicationContext context;
    private final URI url;

    private LocalGateway(Sandbox sandbox, ConfigurableApplicationContext context, URI url) {
        this.sandbox = sandbox;
        this.context = context;
        this.url = url;
    }

    /** A gateway that is ready; what it logs goes to {@code log}. */
    static LocalGateway start(Sandbox sandbox, OptionalInt port, Path log) {
        var properties = new LinkedHashMap<>(sandbox.properties());
        port.ifPresent(it -> moveTo(it, properties));
        // The packaged defaults and nothing else: config/ names real networks.
        properties.put("spring.config.location", "optional:classpath:/application.yaml");
        properties.put("spring.main.banner-mode", "off");
        properties.put("logging.file.name", log.toString());
        properties.put("logging.threshold.console", "off");
        var application = new SpringApplication(GatewayApplication.class);
        application.setRegisterShutdownHook(false);
        try {
            var context = application.run(arguments(properties));
            var url = URI.create(properties.get("sluice.public-url"));
            return new LocalGateway(sandbox, context, url);
        } catch (RuntimeException e) {
            var reason = NestedExceptionUtils.getMostSpecificCause(e).getMessage();
            throw new IllegalStateException(
                    "The gateway does not start: " + reason + " (its log: " + log + ")", e);
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
