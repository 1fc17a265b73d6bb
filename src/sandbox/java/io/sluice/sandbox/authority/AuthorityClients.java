package io.sluice.sandbox.authority;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;

/** Merchants' backends as clients: one with a secret, one with a key, and one of nobody. */
public final class AuthorityClients implements RegisteredClientRepository {

    /** A client of a merchant that has a secret. */
    public static final String WITH_SECRET = "backend-with-secret";

    /** A client of another merchant that has a key pair. */
    public static final String WITH_KEY = "backend-with-key";

    /** A client with a secret that acts for no merchant. */
    public static final String OF_NOBODY = "backend-of-nobody";

    /** The setting of a client that says which merchant it acts for. */
    static final String MERCHANT = "sluice.merchant";

    private static final List<String> SCOPES =
            List.of("payments:read", "payments:write", "merchant:read", "merchant:write");

    private final InMemoryRegisteredClientRepository all;

    AuthorityClients(String keySetOfTheOneWithAKey) {
        all =
                new InMemoryRegisteredClientRepository(
                        withSecret(WITH_SECRET, settings("shop-with-secret").build()),
                        withSecret(OF_NOBODY, ClientSettings.builder().build()),
                        withKey(keySetOfTheOneWithAKey));
    }

    /** The secret of a client that has one; the server lets no two have the same. */
    public static String secretOf(String client) {
        return "secret-of-" + client;
    }

    @Override
    public void save(RegisteredClient client) {
        all.save(client);
    }

    @Override
    public @Nullable RegisteredClient findById(String id) {
        return all.findById(id);
    }

    @Override
    public @Nullable RegisteredClient findByClientId(String clientId) {
        return all.findByClientId(clientId);
    }

    private static RegisteredClient withSecret(String name, ClientSettings settings) {
        return client(name)
                .clientSecret("{noop}" + secretOf(name))
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .clientSettings(settings)
                .build();
    }

    private static RegisteredClient withKey(String keySet) {
        return client(WITH_KEY)
                .clientAuthenticationMethod(ClientAuthenticationMethod.PRIVATE_KEY_JWT)
                .clientSettings(
                        settings("shop-with-key")
                                .jwkSetUrl(keySet)
                                .tokenEndpointAuthenticationSigningAlgorithm(
                                        SignatureAlgorithm.ES256)
                                .build())
                .build();
    }

    private static ClientSettings.Builder settings(String merchant) {
        return ClientSettings.builder().settings(it -> it.put(MERCHANT, merchant));
    }

    private static RegisteredClient.Builder client(String name) {
        return RegisteredClient.withId(name)
                .clientId(name)
                .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                .tokenSettings(
                        TokenSettings.builder().accessTokenTimeToLive(Duration.ofHours(1)).build())
                .scopes(it -> it.addAll(SCOPES));
    }
}
