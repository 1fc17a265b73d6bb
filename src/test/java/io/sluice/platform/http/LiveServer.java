package io.sluice.platform.http;

import java.net.URI;
import java.util.stream.Stream;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisReactiveAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcAutoConfiguration;
import org.springframework.boot.security.autoconfigure.ReactiveUserDetailsServiceAutoConfiguration;
import org.springframework.boot.security.autoconfigure.actuate.web.reactive.ReactiveManagementWebSecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.reactive.ReactiveWebSecurityAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.PropertySource;

/** The gateway's way with requests, alone on real ports, with routes of a test's own. */
@EnableAutoConfiguration(
        exclude = {
            DataRedisAutoConfiguration.class,
            DataRedisReactiveAutoConfiguration.class,
            DataSourceAutoConfiguration.class,
            FlywayAutoConfiguration.class,
            R2dbcAutoConfiguration.class,
            ReactiveUserDetailsServiceAutoConfiguration.class,
            ReactiveManagementWebSecurityAutoConfiguration.class,
            ReactiveWebSecurityAutoConfiguration.class
        })
@Import(HttpConfiguration.class)
@PropertySource("classpath:gateway-defaults.properties")
class LiveServer {

    static ConfigurableApplicationContext start(Object routes, String... properties) {
        var arguments =
                Stream.concat(
                        Stream.of(
                                "--spring.config.location=optional:classpath:/none.yaml",
                                "--server.port=0",
                                "--management.server.port=${test.management:-1}",
                                "--management.endpoint.health.group.readiness.include=readinessState",
                                "--spring.main.banner-mode=off",
                                // Others in this process use the same event loops.
                                "--spring.reactor.netty.shutdown-quiet-period=2s"),
                        Stream.of(properties));
        return new SpringApplicationBuilder(LiveServer.class)
                .web(WebApplicationType.REACTIVE)
                .initializers(context -> context.getBeanFactory().registerSingleton("r", routes))
                .run(arguments.toArray(String[]::new));
    }

    static URI url(ConfigurableApplicationContext server) {
        var port = server.getEnvironment().getProperty("local.server.port");
        return URI.create("http://127.0.0.1:" + port);
    }
}
