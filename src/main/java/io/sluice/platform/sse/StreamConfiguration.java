package io.sluice.platform.sse;

import io.micrometer.core.instrument.MeterRegistry;
import io.sluice.platform.cluster.Roles;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.server.reactive.HttpHandler;

/** Wires what all streams share. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({StreamPace.class, StreamLimits.class, RouteProperties.class})
public class StreamConfiguration {

    @Bean
    OpenStreams openStreams(
            StreamPace pace,
            StreamLimits limits,
            Roles roles,
            InstantSource clock,
            MeterRegistry meters) {
        var door = new Door(limits, System::nanoTime);
        return new OpenStreams(
                pace, door, roles, clock, () -> ThreadLocalRandom.current().nextDouble(), meters);
    }

    @Bean
    WebServerFactoryCustomizer<NettyReactiveWebServerFactory> streamRoute(
            RouteProperties properties, ObjectProvider<HttpHandler> webFlux) {
        return switch (properties.route()) {
            case NATIVE -> new StreamRoute(webFlux::getObject);
            case WEBFLUX -> _ -> {};
        };
    }

    @Bean
    StreamEnding streamEnding(OpenStreams streams) {
        return new StreamEnding(streams);
    }
}
