package io.sluice.platform.http;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.codec.ServerCodecConfigurer;
import org.springframework.http.codec.json.JacksonJsonEncoder;
import org.springframework.security.web.server.firewall.ServerWebExchangeFirewall;
import org.springframework.security.web.server.firewall.StrictServerWebExchangeFirewall;
import org.springframework.validation.Validator;
import org.springframework.validation.beanvalidation.LocalValidatorFactoryBean;
import org.springframework.web.reactive.config.WebFluxConfigurer;

/** Wires how every route reads and refuses requests. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(HttpProperties.class)
class HttpConfiguration implements WebFluxConfigurer {

    HttpConfiguration() {
        LoggedTrace.register();
    }

    @Override
    public void configureHttpMessageCodecs(ServerCodecConfigurer configurer) {
        var codecs = configurer.defaultCodecs();
        codecs.maxInMemorySize(ApiJson.MAX_BODY);
        codecs.jacksonJsonDecoder(new StrictJsonDecoder());
        codecs.jacksonJsonEncoder(new JacksonJsonEncoder(ApiJson.mapper()));
    }

    @Override
    public Validator getValidator() {
        var validator = new LocalValidatorFactoryBean();
        validator.setMessageInterpolator(new EnglishMessages());
        validator.afterPropertiesSet();
        return validator;
    }

    @Bean
    Problems problems(ObjectProvider<ProblemSource> sources) {
        return new Problems(sources.orderedStream().toList());
    }

    @Bean
    ProblemHandler problemHandler(Problems problems) {
        return new ProblemHandler(problems);
    }

    @Bean
    ResponseHeadersFilter responseHeadersFilter() {
        return new ResponseHeadersFilter();
    }

    @Bean
    Cors cors(HttpProperties properties) {
        return Cors.of(properties.cors().origins());
    }

    @Bean
    CorsFilter corsFilter(Cors cors, ApplicationContext gateway) {
        return new CorsFilter(cors, gateway);
    }

    @Bean
    OnDemandFilter onDemandFilter(ApplicationContext gateway) {
        return new OnDemandFilter(gateway);
    }

    @Bean
    PlainQueryFilter plainQueryFilter(ApplicationContext gateway) {
        return new PlainQueryFilter(gateway);
    }

    @Bean
    PlainHeadersFilter plainHeadersFilter(ApplicationContext gateway) {
        return new PlainHeadersFilter(gateway);
    }

    @Bean
    RejectedRequests rejectedRequests() {
        return new RejectedRequests();
    }

    /** Which methods there are is for the routes to say. */
    @Bean
    ServerWebExchangeFirewall firewall() {
        var firewall = new StrictServerWebExchangeFirewall();
        firewall.setUnsafeAllowAnyHttpMethod(true);
        return firewall;
    }

    @Bean
    TicketHiding ticketHiding() {
        return new TicketHiding();
    }

    @Bean
    ApiDocuments apiDocuments() throws IOException {
        return ApiDocuments.read();
    }

    @Bean
    ProblemPages problemPages() throws IOException {
        return ProblemPages.read();
    }

    @Bean
    ServerLimits serverLimits(HttpProperties properties, MeterRegistry meters) {
        return new ServerLimits(properties, meters);
    }
}
