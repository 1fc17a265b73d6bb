package io.sluice.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.platform.keys.Misconfigured;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CorsOriginsTests {

    @Test
    void takesWhatBrowsersAndAppsNameAsTheirs() {
        var origins =
                List.of(
                        "https://shop.example",
                        "http://localhost:3000",
                        "http://[::1]:8080",
                        "capacitor://localhost",
                        "chrome-extension://mhjfbmdgcfjbbpaeojofohoefgiehjai");

        assertThat(CorsOrigins.checked(origins)).containsExactlyInAnyOrderElementsOf(origins);
        assertThat(CorsOrigins.checked(List.of("*"))).containsExactly("*");
        assertThat(CorsOrigins.checked(List.of())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://shop.example/ | must end with the host or the port",
                "https://shop.example/pay | must end with the host or the port",
                "https://shop.example?a=b | must end with the host or the port",
                "https://shop.example: | must end with the host or the port",
                "https://shop.example:443 | must leave out the port",
                "http://shop.example:80 | must leave out the port",
                "https://Shop.example | must be in lower case",
                "HTTPS://shop.example | must be in lower case",
                "ftp://shop.example | must begin with https://",
                "shop.example | must begin with https://",
                "null | must begin with https://",
                "javascript:alert(1) | must begin with https://",
                "https: | is no origin",
                "https:shop.example | must name a host",
                "https://me@shop.example | must name a host, and nobody's name",
                "https://*.shop.example | * stands only for all",
                "https://shop example | is no origin"
            })
    void refusesWhatNoBrowserWouldSend(String origin, String why) {
        assertThatThrownBy(() -> Cors.of(List.of(origin)))
                .isInstanceOf(Misconfigured.class)
                .hasMessageStartingWith("sluice.http.cors.origins has '" + origin + "', which ")
                .hasMessageContaining(why);
    }

    @Test
    void refusesAllOriginsBesideSome() {
        assertThatThrownBy(() -> Cors.of(List.of("https://shop.example", "*")))
                .isInstanceOf(Misconfigured.class)
                .hasMessageContaining("has * and others");
    }
}
