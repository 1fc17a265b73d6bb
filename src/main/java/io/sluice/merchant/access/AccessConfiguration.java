package io.sluice.merchant.access;

import io.sluice.merchant.access.ResourceController.Resource;
import io.sluice.platform.keys.MacKeys;
import io.sluice.platform.rate.Rates;
import java.time.InstantSource;
import java.util.List;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.config.web.server.SecurityWebFiltersOrder;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity.AnonymousSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity.CsrfSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity.FormLoginSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity.HeaderSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity.HttpBasicSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity.LogoutSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity.RequestCacheSpec;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.authentication.AuthenticationWebFilter;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.function.client.WebClient;

/** Wires who is let in. */
@Configuration(proxyBeanMethods = false)
@EnableWebFluxSecurity
@EnableConfigurationProperties(TokenProperties.class)
class AccessConfiguration {

    @Bean
    IssuerKeys issuerKeys(TokenProperties properties, InstantSource clock) {
        return new IssuerKeys(properties.maxAge(), clock);
    }

    @Bean
    KeyRefresher keyRefresher(
            TokenProperties properties,
            IssuerKeys keys,
            WebClient.Builder http,
            InstantSource clock) {
        return new KeyRefresher(properties, keys, http, clock);
    }

    @Bean
    MacPayerTokens payerTokens(MacKeys payerKeys, InstantSource clock) {
        return new MacPayerTokens(payerKeys, clock);
    }

    @Bean
    AccessTokens accessTokens(
            TokenProperties properties,
            IssuerKeys keys,
            KeyRefresher refresher,
            InstantSource clock) {
        return new AccessTokens(properties, keys, refresher, clock);
    }

    @Bean
    BelievedTokens believedTokens(TokenProperties properties, AccessTokens accessTokens) {
        return new BelievedTokens(properties.remembered(), accessTokens::isStillGood);
    }

    @Bean
    TokenAuthentication tokenAuthentication(
            BelievedTokens believed, AccessTokens accessTokens, MacPayerTokens payerTokens) {
        return new TokenAuthentication(believed, accessTokens, payerTokens);
    }

    @Bean
    BelievedCallers believedCallers(BelievedTokens believed, Rates rates) {
        return new BelievedCallers(believed, new ClientRate(rates));
    }

    @Bean
    Challenges challenges(@Value("${sluice.public-url}") String publicUrl) {
        return new Challenges(publicUrl);
    }

    @Bean
    AccessProblems accessProblems() {
        return new AccessProblems();
    }

    @Bean
    Resource resource(@Value("${sluice.public-url}") String publicUrl, TokenProperties properties) {
        var issuers = properties.issuers().stream().map(TokenProperties.Issuer::issuer).toList();
        return new Resource(publicUrl, issuers, List.of("header"));
    }

    /** That a request was authorised is a part of its own span. */
    @Bean
    SecurityObservationSettings securityObservations() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    SecurityWebFilterChain access(
            ServerHttpSecurity security,
            TokenAuthentication authentication,
            Challenges challenges,
            Rates rates,
            @Qualifier("requestMappingHandlerMapping") HandlerMapping routes,
            ApplicationContext gateway) {
        return security.csrf(CsrfSpec::disable)
                .httpBasic(HttpBasicSpec::disable)
                .formLogin(FormLoginSpec::disable)
                .logout(LogoutSpec::disable)
                .requestCache(RequestCacheSpec::disable)
                .headers(HeaderSpec::disable)
                .anonymous(AnonymousSpec::disable)
                .addFilterAt(
                        bearer(authentication, challenges), SecurityWebFiltersOrder.AUTHENTICATION)
                .addFilterAfter(new ClientRate(rates), SecurityWebFiltersOrder.AUTHENTICATION)
                .authorizeExchange(it -> it.anyExchange().access(new AccessRules(routes, gateway)))
                .exceptionHandling(it ->
                        it.authenticationEntryPoint(challenges).accessDeniedHandler(challenges))
                .build();
    }

    private static AuthenticationWebFilter bearer(
            TokenAuthentication authentication, Challenges challenges) {
        var filter = new AuthenticationWebFilter(authentication);
        filter.setServerAuthenticationConverter(BearerToken::in);
        filter.setAuthenticationFailureHandler(
                (at, failure) -> challenges.commence(at.getExchange(), failure));
        return filter;
    }
}
