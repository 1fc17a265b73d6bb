package io.sluice.platform.tls;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is asked of those we call. HTTP and Redis are encrypted where their URLs say so.
 *
 * @param authorities a PEM file with the certificates of private authorities; PostgreSQL and Redis
 *     are then believed by these alone, everybody else by these and by the system's
 * @param postgres whether connections to PostgreSQL are encrypted and its certificate and name
 *     checked
 */
@ConfigurationProperties("sluice.tls")
public record TlsProperties(
        @DefaultValue("") String authorities, @DefaultValue("false") boolean postgres) {}
