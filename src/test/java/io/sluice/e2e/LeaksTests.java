package io.sluice.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeaksTests {

    private static final String SECRET = "p\"ss w/rd+4711?";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password=p\"ss w/rd+4711?;",
                "{\"password\":\"p\\\"ss w/rd+4711?\"}",
                "?password=p%22ss+w%2Frd%2B4711%3F&",
            })
    void findsASecretHoweverItIsSpelled(String text) {
        assertThat(leaks().in(text)).singleElement().asString().startsWith("password after ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a:", "user:", "somebody:", "ab"})
    void findsASecretInBase64WhateverStandsAroundIt(String before) {
        var bytes = (before + SECRET + "!").getBytes(StandardCharsets.UTF_8);

        assertThat(leaks().in("x" + Base64.getEncoder().encodeToString(bytes))).hasSize(1);
        assertThat(leaks().in("x" + Base64.getUrlEncoder().encodeToString(bytes))).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "password=***", "ss w/rd+4711?", "cGFzc3dvcmQ="})
    void findsNothingWhereThereIsNoSecret(String text) {
        assertThat(leaks().in(text)).isEmpty();
    }

    private static Leaks leaks() {
        var leaks = new Leaks();
        var _ = leaks.secret("password", SECRET);
        return leaks;
    }
}
