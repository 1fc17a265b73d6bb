package io.sluice.chain.wallet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.sluice.TestDatabase;
import io.sluice.chain.ChainProblemsForTests;
import io.sluice.chain.evm.EvmFamilies;
import io.sluice.chain.network.Networks;
import io.sluice.merchant.Caller;
import io.sluice.merchant.MerchantId;
import io.sluice.platform.cluster.Roles;
import io.sluice.platform.database.Database;
import io.sluice.platform.http.ApiJson;
import io.sluice.platform.http.Idempotency;
import io.sluice.platform.http.IdempotentRequest;
import io.sluice.platform.http.TestHttp;
import io.sluice.sandbox.SandboxMerchant;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class WalletControllerTests {

    private static final String PRIVATE =
            "xprv9s21ZrQH143K3QTDL4LXw2F7HEK3wJUD2nW2nRk4stbPy6cq3jPPqjiChkVvvNKmPGJxWUtg6LnF5kejMRNNU3TGtRBeJgk33yuGBxrMPHi";
    private static final Caller CALLER =
            new Caller.Partner(
                    new MerchantId("shop"),
                    "client",
                    Set.of("merchant:write"),
                    Instant.EPOCH,
                    Instant.MAX);

    private final Database database = TestDatabase.fresh().database();
    private final WalletStore wallets = new WalletStore(database);
    private final AddressStore store = new AddressStore(database, Networks.unasked());
    private final AddressPool pool =
            new AddressPool(EvmFamilies.all(), wallets, store, database, Networks.unasked());
    private final PoolKeeper keeper = new PoolKeeper(pool, wallets, new Roles(Set.of()));
    private final AtomicInteger ids = new AtomicInteger();
    private final Remembering idempotency = new Remembering();
    private final WebTestClient http =
            TestHttp.serving(
                    new WalletController(
                            new MerchantWallets(
                                    pool,
                                    new Registration(
                                            wallets,
                                            store,
                                            keeper,
                                            database,
                                            prefix -> prefix + "_" + ids.incrementAndGet()),
                                    wallets,
                                    keeper,
                                    idempotency,
                                    EvmFamilies.all())),
                    CALLER,
                    ChainProblemsForTests.problems());

    @Test
    void registersAKeyOnceAndShowsItsFirstAddress() {
        post("eip155", SandboxMerchant.xpub(0))
                .expectStatus()
                .isCreated()
                .expectBody()
                .jsonPath("$.first_address")
                .isEqualTo(SandboxMerchant.address(0, 0))
                .jsonPath("$.first_path")
                .isEqualTo("0/0")
                .jsonPath("$.xpub")
                .doesNotExist();

        assertThat(idempotency.requests)
                .extracting(IdempotentRequest::route, IdempotentRequest::key)
                .containsExactly(tuple("POST /v1/merchant/wallets", "key-1"));
        http.get()
                .uri("/v1/merchant/wallets")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.wallets[0].id")
                .isEqualTo("wal_1");
    }

    @ParameterizedTest
    @ValueSource(strings = {PRIVATE, "xpub123", ""})
    void refusesAnUnusableKeyWithoutRepeatingOrRememberingIt(String key) {
        var answer =
                post("eip155", key)
                        .expectStatus()
                        .isEqualTo(422)
                        .expectBody()
                        .jsonPath("$.code")
                        .isEqualTo("unusable-key")
                        .jsonPath("$.errors[0].pointer")
                        .isEqualTo("/xpub")
                        .returnResult()
                        .getResponseBodyContent();

        assertThat(answer).isNotNull();
        assertThat(new String(answer, UTF_8)).doesNotContain(PRIVATE);
        assertThat(idempotency.requests).isEmpty();
    }

    @Test
    void refusesAFamilyItDoesNotKnow() {
        post("bip122", SandboxMerchant.xpub(0))
                .expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.errors[0].pointer")
                .isEqualTo("/family");
    }

    @Test
    void usesTheWalletThatIsAskedForAndTellsOfNoOther() {
        post("eip155", SandboxMerchant.xpub(0)).expectStatus().isCreated();
        post("eip155", SandboxMerchant.xpub(1)).expectStatus().isCreated();
        assertThat(used()).containsExactly("wal_2 true", "wal_1 false");

        http.post()
                .uri("/v1/merchant/wallets/wal_1/use")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.in_use")
                .isEqualTo(true);

        assertThat(used()).containsExactly("wal_1 true", "wal_2 false");
        wallets.inUse(new MerchantId("shop"), "eip155")
                .as(StepVerifier::create)
                .expectNext("wal_1")
                .verifyComplete();
        http.post().uri("/v1/merchant/wallets/wal_9/use").exchange().expectStatus().isNotFound();
        assertThat(wallets.use(new MerchantId("other"), "wal_1").block()).isNull();
    }

    private List<String> used() {
        return wallets.of(new MerchantId("shop"))
                .map(it -> it.id() + " " + it.inUse())
                .collectList()
                .blockOptional()
                .orElseThrow();
    }

    @Test
    void refusesABodyWithoutAKey() {
        http.post()
                .uri("/v1/merchant/wallets")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"family\":\"eip155\"}")
                .exchange()
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.errors[0].pointer")
                .isEqualTo("/xpub");
    }

    private WebTestClient.ResponseSpec post(String family, String xpub) {
        return http.post()
                .uri("/v1/merchant/wallets")
                .header("Idempotency-Key", "key-1")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"family\":\"%s\",\"xpub\":\"%s\"}".formatted(family, xpub))
                .exchange();
    }

    /** Notes what it is asked to do once, and does it. */
    private static final class Remembering implements Idempotency {

        final List<IdempotentRequest> requests = new ArrayList<>();

        @Override
        public Mono<ResponseEntity<byte[]>> once(
                IdempotentRequest request, Mono<? extends ResponseEntity<?>> work) {
            requests.add(request);
            return work.map(Remembering::written);
        }

        private static ResponseEntity<byte[]> written(ResponseEntity<?> answer) {
            return ResponseEntity.status(answer.getStatusCode())
                    .contentType(MediaType.APPLICATION_JSON)
                    .body(ApiJson.mapper().writeValueAsBytes(answer.getBody()));
        }
    }
}
