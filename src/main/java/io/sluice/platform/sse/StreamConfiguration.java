package io.sluice.platform.sse;

import io.micrometer.core.instrument.MeterRegistry;
import io.sluice.platform.cluster.Roles;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires what all streams share. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(StreamPace.class)
public class StreamConfiguration {

    @Bean
    OpenStreams openStreams(
            StreamPace pace, Roles roles, InstantSource clock, MeterRegistry meters) {
        return new OpenStreams(
                pace, roles, clock, () -> ThreadLocalRandom.current().nextDouble(), meters);
    }

    @Bean
    StreamEnding streamEnding(OpenStreams streams) {
        return new StreamEnding(streams);
    }
}
