package io.sluice.platform.sse;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.platform.sse.RouteProperties.Route;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

class RoutePropertiesTests {

    private final ApplicationContextRunner gateway =
            new ApplicationContextRunner().withUserConfiguration(Routed.class);

    @Test
    void tellsByConnectionUnlessToldOtherwise() {
        gateway.run(it -> assertThat(route(it)).isEqualTo(Route.NATIVE));
        gateway.withPropertyValues("sluice.stream.route=webflux")
                .run(it -> assertThat(route(it)).isEqualTo(Route.WEBFLUX));
    }

    @Test
    void knowsNoOtherRoute() {
        gateway.withPropertyValues("sluice.stream.route=pigeon")
                .run(it -> assertThat(it).hasFailed());
    }

    private static Route route(AssertableApplicationContext gateway) {
        return gateway.getBean(RouteProperties.class).route();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(RouteProperties.class)
    static class Routed {}
}
