package io.sluice.sandbox.authority;

import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.web.SecurityFilterChain;

/**
 * The authorization server as it comes, with what its access tokens need to be those of RFC 9068.
 * No {@code Configuration}, which a gateway beside it would take for its own.
 */
@EnableWebSecurity
class AuthorityRules {

    @Bean
    SecurityFilterChain server(HttpSecurity security) {
        return security.oauth2AuthorizationServer(
                        server -> security.securityMatcher(server.getEndpointsMatcher()))
                .authorizeHttpRequests(it -> it.anyRequest().authenticated())
                .build();
    }

    @Bean
    AuthorizationServerSettings serverSettings() {
        return AuthorizationServerSettings.builder().build();
    }

    @Bean
    OAuth2TokenCustomizer<JwtEncodingContext> accessTokens(AuthorityKeys keys) {
        return context -> {
            var client = context.getRegisteredClient();
            var merchant = client.getClientSettings().getSetting(AuthorityClients.MERCHANT);
            context.getJwsHeader().type("at+jwt").keyId(keys.current());
            context.getClaims()
                    .audience(List.of("sluice"))
                    .claim("client_id", client.getClientId());
            if (merchant != null) {
                context.getClaims().claim("merchant", merchant);
            }
        };
    }
}
