package io.sluice.platform.database;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.boot.flyway.autoconfigure.FlywayProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Has migrations reach the database as safely as everything else does. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(FlywayProperties.class)
class MigrationConfiguration {

    @Bean
    @ConditionalOnProperty("spring.flyway.url")
    FlywayConnectionDetails migratedDatabase(FlywayProperties where, PostgresTls tls) {
        var url = String.valueOf(where.getUrl());
        return new Migrated(tls.of(url), where.getUser(), where.getPassword());
    }

    private record Migrated(String url, @Nullable String user, @Nullable String password)
            implements FlywayConnectionDetails {

        @Override
        public String getJdbcUrl() {
            return url;
        }

        @Override
        public @Nullable String getUsername() {
            return user;
        }

        @Override
        public @Nullable String getPassword() {
            return password;
        }

        /** It is read when the start fails, and by debuggers. */
        @Override
        public String toString() {
            return "the migrated database";
        }
    }
}
