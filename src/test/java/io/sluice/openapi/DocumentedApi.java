package io.sluice.openapi;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.util.Currency;
import org.springdoc.core.configuration.SpringDocConfiguration;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springdoc.core.properties.SpringDocConfigProperties;
import org.springdoc.core.providers.ObjectMapperProvider;
import org.springdoc.core.utils.SpringDocUtils;
import org.springdoc.webflux.core.configuration.SpringDocWebFluxConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.webflux.autoconfigure.HttpHandlerAutoConfiguration;
import org.springframework.boot.webflux.autoconfigure.WebFluxAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * Just enough of an application for springdoc to read the controllers' annotations. Without
 * {@code @Configuration}, so that a gateway started from the test classpath does not find it.
 */
@ImportAutoConfiguration({
    WebFluxAutoConfiguration.class,
    HttpHandlerAutoConfiguration.class,
    SpringDocConfiguration.class,
    SpringDocConfigProperties.class,
    SpringDocWebFluxConfiguration.class
})
@Import(Routes.class)
class DocumentedApi {

    @Bean
    SchemaNames schemaNames() {
        return new SchemaNames();
    }

    @Bean
    GlobalOpenApiCustomizer trueSchemas(SchemaNames names) {
        return new TrueSchemas(names);
    }

    /** Property names as the API writes them. */
    @Bean
    ModelResolver modelResolver(ObjectMapperProvider mappers, SchemaNames names) {
        var mapper = mappers.jsonMapper().copy();
        mapper.setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);
        SpringDocUtils.getConfig().replaceWithClass(Currency.class, String.class);
        return new ModelResolver(mapper, names).openapi31(true);
    }

    @Bean
    OpenAPI description() {
        return new OpenAPI()
                .addServersItem(new Server().url("/").description("this gateway"))
                .info(
                        new Info()
                                .title("Sluice")
                                .version("v1")
                                .description(
                                        "A self-hosted, non-custodial crypto payment gateway. Money"
                                                + " is never a JSON number; refusals are problems"
                                                + " (RFC 9457)."))
                .components(
                        new Components()
                                .addSecuritySchemes(
                                        "partner",
                                        bearer(
                                                "An OAuth 2.0 access token (RFC 9068) of a"
                                                        + " merchant's backend, with the scope the"
                                                        + " route names"))
                                .addSecuritySchemes(
                                        "payer",
                                        bearer("A token bound to one payment, made for its payer"))
                                .addSecuritySchemes("ticket", ticket())
                                .schemas(Refusals.schemas())
                                .responses(Refusals.responses()));
    }

    @Bean
    GlobalOperationCustomizer operations() {
        return new Operations();
    }

    private static SecurityScheme ticket() {
        return new SecurityScheme()
                .type(SecurityScheme.Type.APIKEY)
                .in(SecurityScheme.In.QUERY)
                .name("ticket")
                .description(
                        "What opens one payment's stream to a browser's EventSource, which sends"
                                + " no token");
    }

    private static SecurityScheme bearer(String description) {
        return new SecurityScheme()
                .type(SecurityScheme.Type.HTTP)
                .scheme("bearer")
                .bearerFormat("JWT")
                .description(description);
    }
}
