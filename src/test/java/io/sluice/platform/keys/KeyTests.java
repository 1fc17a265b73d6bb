package io.sluice.platform.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

class KeyTests {

    final Secret oldPair = pair("old", Curve.P_256);
    final Secret newPair = pair("new", Curve.P_256);
    final Secret oldMac = mac("old", 256);
    final Secret newMac = mac("new", 256);

    @Test
    void signsWithTheFirstKeyWhatThePublishedSetVerifies() throws Exception {
        var keys = new EcSigningKeys(List.of(newPair, oldPair));

        var token = SignedJWT.parse(keys.sign("sluice-quote+jws", Map.of("id", "quo_1")));

        var published = JWKSet.parse(keys.publicKeys());
        assertThat(published.getKeys()).noneMatch(key -> key.isPrivate()).hasSize(2);
        assertThat(token.getHeader().getKeyID()).isEqualTo("new");
        var key = published.getKeyByKeyId("new").toECKey();
        assertThat(token.verify(new ECDSAVerifier(key))).isTrue();
    }

    @Test
    void signsOnAnEventLoopWithoutBlockingIt() {
        var keys = new EcSigningKeys(List.of(newPair));

        Mono.fromCallable(() -> keys.sign("t", Map.of("a", "b")))
                .subscribeOn(Schedulers.parallel())
                .as(StepVerifier::create)
                .expectNextCount(1)
                .verifyComplete();
    }

    @Test
    void verifiesWhatAFormerMacKeyMade() {
        var before = new HmacKeys("keys", List.of(oldMac));
        var after = new HmacKeys("keys", List.of(newMac, oldMac));

        var token = before.sign("a+jwt", Map.of("sub", "pay_1"));

        assertThat(after.verify("a+jwt", parsed(token))).contains(Map.of("sub", "pay_1"));
        assertThat(parsed(after.sign("a+jwt", Map.of())).keyId()).contains("new");
    }

    @Test
    void verifiesNoOtherTypeAndNoUnknownKey() {
        var token = new HmacKeys("keys", List.of(oldMac)).sign("a+jwt", Map.of("sub", "pay_1"));

        assertThat(new HmacKeys("keys", List.of(oldMac)).verify("b+jwt", parsed(token))).isEmpty();
        assertThat(new HmacKeys("keys", List.of(newMac)).verify("a+jwt", parsed(token))).isEmpty();
        assertThat(new HmacKeys("keys", List.of(mac("old", 256))).verify("a+jwt", parsed(token)))
                .isEmpty();
    }

    @Test
    void takesATokenInOneSpellingOnly() {
        var token = new HmacKeys("keys", List.of(oldMac)).sign("a+jwt", Map.of("sub", "pay_1"));

        assertThat(CompactJws.parse(token)).isPresent();
        assertThat(CompactJws.parse(token + "=")).isEmpty();
        assertThat(CompactJws.parse(token + ".")).isEmpty();
        assertThat(CompactJws.parse(" " + token)).isEmpty();
        assertThat(CompactJws.parse(token.substring(0, token.length() - 1) + otherLast(token)))
                .isEmpty();
        assertThat(CompactJws.parse(token + "A".repeat(4096))).isEmpty();
    }

    @Test
    void printsNoSecret() {
        assertThat(new KeyProperties(List.of(oldPair), List.of(oldMac)).toString())
                .isEqualTo("KeyProperties[signing=[***], payer=[***]]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{", "{}", "secret-text", "{\"kty\":\"oct\",\"k\":\"c2VjcmV0LXRleHQ\"}"})
    void refusesABadKeyWithoutQuotingIt(String text) {
        assertThatThrownBy(() -> new EcSigningKeys(List.of(new Secret(text))))
                .isInstanceOf(Misconfigured.class)
                .hasMessageContaining("sluice.keys.signing[0]")
                .hasMessageNotContaining("secret-text")
                .hasNoCause();
    }

    @Test
    void refusesKeysThatDoNotFit() {
        assertThatThrownBy(() -> new EcSigningKeys(List.of()))
                .hasMessage("The configuration property sluice.keys.signing is not set.");
        assertThatThrownBy(() -> new EcSigningKeys(List.of(pair("a", Curve.P_384))))
                .hasMessageContaining("another curve");
        assertThatThrownBy(() -> new EcSigningKeys(List.of(newPair, pair("new", Curve.P_256))))
                .hasMessageContaining("same kid");
        assertThatThrownBy(() -> new HmacKeys("keys", List.of(mac("short", 128))))
                .hasMessageContaining("too short");
    }

    @Test
    void takesItsKeysFromConfiguration() {
        new ApplicationContextRunner()
                .withUserConfiguration(KeyConfiguration.class)
                .withPropertyValues(
                        "sluice.keys.signing[0]=" + newPair.value(),
                        "sluice.keys.payer[0]=" + newMac.value())
                .run(it -> assertThat(it).hasSingleBean(SigningKeys.class).hasNotFailed());
    }

    @Test
    void refusesToStartWithoutKeys() {
        new ApplicationContextRunner()
                .withUserConfiguration(KeyConfiguration.class)
                .run(it ->
                        assertThat(it).getFailure().rootCause().isInstanceOf(Misconfigured.class));
    }

    private static CompactJws parsed(String token) {
        return CompactJws.parse(token).orElseThrow();
    }

    /** The last character of a 32 byte signature carries two unused bits. */
    private static char otherLast(String token) {
        return (char) (token.charAt(token.length() - 1) + 1);
    }

    private static Secret pair(String id, Curve curve) {
        return new Secret(TestKeys.pair(id, curve).toJSONString());
    }

    private static Secret mac(String id, int bits) {
        return new Secret(TestKeys.mac(id, bits).toJSONString());
    }
}
