package io.sluice.platform.database;

import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Objects;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** Tells the probes about the database. */
@Configuration(proxyBeanMethods = false)
class HealthConfiguration {

    private static final String MIGRATIONS = "classpath*:db/migration/V*__*.sql";

    /** Its name in the readiness group is {@code database}. */
    @Bean
    DatabaseHealth databaseHealthIndicator(Database database, PostgresConnections connections)
            throws IOException {
        return new DatabaseHealth(database, connections, newestMigration());
    }

    /** The version of our newest migration, as Flyway notes it: {@code 005} of V005. */
    static String newestMigration() throws IOException {
        var migrations = new PathMatchingResourcePatternResolver().getResources(MIGRATIONS);
        return Arrays.stream(migrations)
                .map(Resource::getFilename)
                .filter(Objects::nonNull)
                .map(name -> name.substring(1, name.indexOf("__")))
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }
}
