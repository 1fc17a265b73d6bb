package io.sluice.platform.tls;

import java.nio.file.Path;
import org.springframework.boot.http.client.autoconfigure.reactive.ClientHttpConnectorBuilderCustomizer;
import org.springframework.boot.http.client.reactive.ReactorClientHttpConnectorBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Has everything that calls out believe the same authorities. */
@Configuration(proxyBeanMethods = false)
class TlsConfiguration {

    @Bean
    Authorities authorities(TlsProperties properties) {
        return properties.authorities().isBlank()
                ? Authorities.system()
                : Authorities.of(Path.of(properties.authorities()));
    }

    @Bean
    ClientHttpConnectorBuilderCustomizer<ReactorClientHttpConnectorBuilder> believingClients(
            Authorities authorities) {
        return client -> client.withHttpClientCustomizer(authorities::believedBy);
    }
}
