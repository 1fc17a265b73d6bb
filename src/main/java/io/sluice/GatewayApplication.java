package io.sluice;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisReactiveAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcAutoConfiguration;
import org.springframework.context.annotation.PropertySource;
import reactor.netty.ReactorNetty;

/** The gateway: one deployable, any number of equal replicas. */
@SpringBootApplication(
        exclude = {
            DataSourceAutoConfiguration.class,
            R2dbcAutoConfiguration.class,
            DataRedisAutoConfiguration.class,
            DataRedisReactiveAutoConfiguration.class
        })
@ConfigurationPropertiesScan
@PropertySource("classpath:gateway-defaults.properties")
public class GatewayApplication {

    /** Starts a replica; what it talks to is configuration. */
    public static void main(String[] args) {
        // By itself Reactor Netty starts 4 event loops at least; on fewer cores they only get in
        // each other's way.
        var cores = Integer.toString(Runtime.getRuntime().availableProcessors());
        System.getProperties().putIfAbsent(ReactorNetty.IO_WORKER_COUNT, cores);
        SpringApplication.run(GatewayApplication.class, args);
    }
}
