package io.sluice.platform.sse;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

class StreamPaceTests {

    private final ApplicationContextRunner gateway =
            new ApplicationContextRunner().withUserConfiguration(Paced.class);

    @Test
    void hasItsOwnPace() {
        gateway.run(it ->
                assertThat(it.getBean(StreamPace.class))
                        .isEqualTo(
                                new StreamPace(
                                        ofSeconds(15), ofSeconds(1), ofSeconds(4), ofSeconds(3))));
    }

    @Test
    void takesAnother() {
        gateway.withPropertyValues(
                        "sluice.stream.heartbeat=5s",
                        "sluice.stream.retry-from=20ms",
                        "sluice.stream.retry-to=30ms",
                        "sluice.stream.drain=1s")
                .run(it ->
                        assertThat(it.getBean(StreamPace.class))
                                .isEqualTo(
                                        new StreamPace(
                                                ofSeconds(5),
                                                ofMillis(20),
                                                ofMillis(30),
                                                ofSeconds(1))));
    }

    @Test
    void refusesARetryThatEndsBeforeItBegins() {
        gateway.withPropertyValues("sluice.stream.retry-from=5s")
                .run(it -> assertThat(it).hasFailed());
    }

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(StreamPace.class)
    static class Paced {}
}
