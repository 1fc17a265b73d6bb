package io.sluice;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisReactiveAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcAutoConfiguration;

/** The gateway: one deployable, any number of equal replicas. */
@SpringBootApplication(
        exclude = {
            DataSourceAutoConfiguration.class,
            R2dbcAutoConfiguration.class,
            DataRedisAutoConfiguration.class,
            DataRedisReactiveAutoConfiguration.class
        })
@ConfigurationPropertiesScan
public class GatewayApplication {

    /** Starts a replica; what it talks to is configuration. */
    public static void main(String[] args) {
        SpringApplication.run(GatewayApplication.class, args);
    }
}
