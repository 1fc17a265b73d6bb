package io.sluice.platform.database;

import static io.r2dbc.spi.ConnectionFactoryOptions.PASSWORD;
import static io.r2dbc.spi.ConnectionFactoryOptions.USER;

import io.micrometer.core.instrument.MeterRegistry;
import io.r2dbc.spi.ConnectionFactoryOptions;
import io.sluice.platform.tls.Authorities;
import io.sluice.platform.tls.TlsProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Opens the database. There is no ConnectionFactory bean on purpose: whoever had one could cancel a
 * statement.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(R2dbcProperties.class)
class DatabaseConfiguration {

    @Bean
    PostgresTls postgresTls(TlsProperties properties, Authorities authorities) {
        return new PostgresTls(properties.postgres(), authorities);
    }

    @Bean(destroyMethod = "close")
    PostgresConnections postgresConnections(
            R2dbcProperties where,
            PostgresTls tls,
            DatabaseProperties limits,
            MeterRegistry meters) {
        var connections = new PostgresConnections(tls.of(options(where)), limits);
        connections.register(meters);
        return connections;
    }

    @Bean
    Detached detachedDatabaseWork(MeterRegistry meters) {
        return new Detached(meters);
    }

    @Bean
    Database database(
            PostgresConnections connections,
            Detached detached,
            DatabaseProperties limits,
            MeterRegistry meters) {
        var crush = new Crush(limits.onDemand(), meters);
        return new R2dbcDatabase(connections, detached, crush, limits.deadline(), meters);
    }

    @Bean
    DatabaseDrain databaseDrain(Detached detached, DatabaseProperties limits) {
        return new DatabaseDrain(detached, limits.drain());
    }

    private static ConnectionFactoryOptions options(R2dbcProperties where) {
        var url = where.getUrl();
        if (url == null || url.isBlank()) {
            throw new IllegalStateException("spring.r2dbc.url must say where PostgreSQL is");
        }
        var options = ConnectionFactoryOptions.parse(url).mutate();
        if (where.getUsername() != null) {
            options.option(USER, where.getUsername());
        }
        if (where.getPassword() != null) {
            options.option(PASSWORD, where.getPassword());
        }
        return options.build();
    }
}
