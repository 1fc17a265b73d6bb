package io.sluice.merchant.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.sandbox.AuthorizationServer;
import io.sluice.sandbox.authority.AuthorityClients;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tokens as Spring Authorization Server makes them, under the documented settings. */
class SpringIssuerTests {

    @Test
    void believesItsClientsByTheirSecretsAndKeysOnceTheyActForAMerchant() {
        try (var server = AuthorizationServer.start();
                var gateway = new TokenGateway(settings(server))) {
            var bySecret = server.tokenBySecret(AuthorityClients.WITH_SECRET);

            assertThat(gateway.answer(bySecret)).isEqualTo("shop-with-secret");
            assertThat(gateway.answer(server.tokenByKey())).isEqualTo("shop-with-key");
            assertThat(gateway.answer(server.tokenBySecret(AuthorityClients.OF_NOBODY)))
                    .isEqualTo("401 invalid-token");
        }
    }

    private static Map<String, String> settings(AuthorizationServer server) {
        var variables = Map.of("SLUICE_SPRING_ISSUER", server.url().toString());
        return IssuerExample.settings("spring", 0, variables);
    }
}
