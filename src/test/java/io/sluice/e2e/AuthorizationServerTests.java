package io.sluice.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.merchant.access.IssuerExample;
import io.sluice.sandbox.AuthorizationServer;
import io.sluice.sandbox.Eventually;
import io.sluice.sandbox.GatewayProcess;
import io.sluice.sandbox.Sandbox;
import io.sluice.sandbox.authority.AuthorityClients;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;

/** A gateway that believes a Spring Authorization Server, which lives and in the end dies. */
@Tag("full")
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
class AuthorizationServerTests {

    private static final Duration REFRESH = Duration.ofSeconds(1);
    private static final Duration MAX_AGE = Duration.ofSeconds(12);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Sandbox sandbox = Sandbox.start(Sandbox.Options.manual());
    private final AuthorizationServer server = AuthorizationServer.start();
    private final GatewayProcess gateway = GatewayProcess.start(settings());

    @AfterAll
    void stop() {
        gateway.close();
        server.close();
        sandbox.close();
    }

    @Test
    @Order(1)
    void opensPaymentsForClientsThatShowASecretOrAKey() {
        var bySecret = partner(tokenBySecret());
        var byKey = partner(server.tokenByKey());
        bySecret.registerWallet(1);
        byKey.registerWallet(2);

        var payment = bySecret.open("25.00");

        assertThat(byKey.open("25.00").path()).isNotEqualTo(payment.path());
        assertThat(bySecret.get(payment.path()).status()).isEqualTo(200);
        assertThat(byKey.get(payment.path()).status()).isEqualTo(404);
    }

    @Test
    @Order(2)
    void letsInNoClientThatActsForNoMerchant() {
        var nobody = partner(server.tokenBySecret(AuthorityClients.OF_NOBODY));

        assertThat(nobody.get("/v1/payments").status()).isEqualTo(401);
    }

    @Test
    @Order(3)
    void refusesNoValidTokenWhileKeysChangeAndThenThoseOfTheWithdrawnKey() {
        var old = partner(tokenBySecret());
        var payment = old.open("25.00");
        try (var fresh = Traffic.of(() -> partner(tokenBySecret()).get("/v1/payments"));
                var former = Traffic.of(() -> old.get(payment.path()))) {
            server.announceKey();
            pass(REFRESH.multipliedBy(2));
            server.useKey();
            pass(REFRESH.multipliedBy(2));
            var whileBothWerePublished = List.copyOf(former.answers());
            server.withdrawKeys();
            var since = System.nanoTime();
            Eventually.holds(PATIENCE, () -> former.answers().getLast() == 401);
            var took = Duration.ofNanos(System.nanoTime() - since);
            // As servers do that announce nothing.
            server.announceKey();
            server.useKey();
            pass(REFRESH.multipliedBy(2));

            assertThat(whileBothWerePublished).hasSizeGreaterThan(5).containsOnly(200);
            assertThat(fresh.answers()).hasSizeGreaterThan(5).containsOnly(200);
            assertThat(former.answers()).containsOnly(200, 401);
            assertThat(took).isLessThan(REFRESH.plusSeconds(7));
        }
    }

    @Test
    @Order(4)
    void logsNobodyOutWhileTheServerIsAwayAndBlamesItInTheEnd() {
        var partner = partner(tokenBySecret());
        var payment = partner.open("25.00");
        server.kill();
        try (var reads = Traffic.of(() -> partner.get(payment.path()))) {
            pass(REFRESH.multipliedBy(3));
            assertThat(partner.post("/v1/payments", partner.order("25.00")).status())
                    .isEqualTo(201);
            assertThat(reads.answers()).hasSizeGreaterThan(5).containsOnly(200);

            Eventually.holds(PATIENCE, () -> reads.answers().getLast() == 503);
            assertThat(reads.answers()).containsOnly(200, 503);
        }
        var refused = partner.get(payment.path());
        assertThat(refused.json().get("code").asString()).isEqualTo("issuer-unavailable");
        assertThat(refused.header("Retry-After")).isNotEmpty();
        assertThat(sandboxPartner().get("/v1/payments").status()).isEqualTo(200);
    }

    /** Of the other issuer, which is well. */
    private Partner sandboxPartner() {
        return partner(sandbox.issuer().token("shop").serialized());
    }

    private String tokenBySecret() {
        return server.tokenBySecret(AuthorityClients.WITH_SECRET);
    }

    private Partner partner(String token) {
        return new Partner(gateway.url(), sandbox.token(), token);
    }

    private Map<String, String> settings() {
        var all = sandbox.properties();
        var variables = Map.of("SLUICE_SPRING_ISSUER", server.url().toString());
        all.putAll(IssuerExample.settings("spring", 1, variables));
        all.put("sluice.tokens.refresh", REFRESH.toMillis() + "ms");
        all.put("sluice.tokens.retry", "500ms");
        all.put("sluice.tokens.max-age", MAX_AGE.toMillis() + "ms");
        return all;
    }

    private static void pass(Duration time) {
        var end = System.nanoTime() + time.toNanos();
        Eventually.holds(PATIENCE, () -> System.nanoTime() > end);
    }
}
