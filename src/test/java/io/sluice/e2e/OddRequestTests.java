package io.sluice.e2e;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.platform.http.WireForTests;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What no client library would send, by someone with a good token. */
@ExtendWith(SharedWorld.class)
@TestInstance(Lifecycle.PER_CLASS)
class OddRequestTests {

    private static final List<String> UNREADABLE =
            List.of("/v1/" + "x".repeat(5_000), "/v1/x[", "http://[", "http://a:b/", "http:///x");

    /** On every answer, whoever made it. */
    static final List<String> ON_ALL =
            List.of(
                    "x-request-id: req_",
                    "x-content-type-options: nosniff",
                    "x-frame-options: deny",
                    "referrer-policy: no-referrer",
                    "cache-control: no-store",
                    "content-security-policy: default-src 'none'");

    final World world;
    final Partner partner;

    OddRequestTests(World world) {
        this.world = world;
        this.partner = world.newPartner();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/payments/a%2fb",
                "/v1/payments/a%5cb",
                "/v1/payments/a\\b",
                "/v1/payments/a%00b",
                "/v1/payments/a%0d%0ab",
                "/v1/payments/..%2fmerchant",
                "/v1/payments/../merchant",
                "/v1/payments/%2e%2e/merchant",
                "/v1//merchant",
                "//v1/merchant",
                "/v1/merchant;a=b",
                "/v1/merchant%",
                "/v1/merchant%zz",
                "/v1/merchant#a",
                "/v1/payments/\u00ff",
                "/v1/payments?limit=%zz",
                "/v1/payments?limit=1&limit=2",
                "/v1/payments?reference=a&reference=a",
                "/v1/payments?reference=%c3",
                "/v1/payments?reference=%ed%a0%80",
                "/v1/payments?reference=%00",
                "v1/merchant",
                "http/v1/merchant",
                "httpx://a/v1/merchant",
                "*"
            })
    void refusesAnAddressThatCanBeReadInTwoWays(String address) throws IOException {
        refused(get(address, ""), 400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://a/v1/merchant", "HTTPS://a/v1/merchant"})
    void takesAnAbsoluteAddress(String address) throws IOException {
        assertThat(get(address, "")).startsWith("HTTP/1.1 200");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Host: other                             | 400",
                "Transfer-Encoding: gzip, chunked        | 400",
                "Transfer-Encoding: identity             | 400",
                "Content-Length: 5; Content-Length: 6    | 400",
                "Content-Length: 3; Transfer-Encoding: chunked | 400",
                "X-A : b                                 | 400",
                "X A: b                                  | 400",
                "Authorization: Basic x                  | 401",
                "Accept: image/png                       | 406",
                "Accept: nonsense                        | 406",
                "Content-Length: 70000                   | 413"
            })
    void refusesAHeaderThatCanBeReadInTwoWaysOrNotMet(String lines, int status) throws IOException {
        refused(get("/v1/merchant", lines.replace("; ", "\r\n") + "\r\n"), status);
    }

    @Test
    void showsAPaymentAsJsonToWhoWouldRatherHaveAnotherFormat() throws IOException {
        var path = partner.open("25.00").path();

        assertThat(get(path, "Accept: text/html, */*;q=0.1\r\n").toLowerCase(Locale.ROOT))
                .startsWith("http/1.1 200")
                .contains("content-type: application/json\r\n");
        refused(get(path, "Accept: text/html\r\n"), 406);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "X-A: b                                              | 415",
                "Content-Type: text/plain                            | 415",
                "Content-Type: nonsense                              | 415",
                "Content-Type: application/*                         | 415",
                "Content-Type: application/x+json                    | 415",
                "Content-Type: application/x-ndjson                  | 415",
                "Content-Type: application/json;charset=iso-8859-1   | 415",
                "Content-Type: application/json;charset=nonsense     | 415",
                "Content-Type: application/json, text/plain          | 415",
                "Content-Type: application/json; Content-Encoding: gzip  | 415",
                "Content-Type: application/json; Content-Type: application/json | 400",
                "Content-Type: application/json; Idempotency-Key: other | 400",
                "Content-Type: application/json;charset=UTF-8        | 201"
            })
    void takesABodyOnlyAsJsonInUtf8(String lines, int status) throws IOException {
        var said = post(lines.replace("; ", "\r\n") + "\r\n", partner.order("25.00"));

        if (status == 201) {
            assertThat(said).startsWith("HTTP/1.1 201");
        } else {
            refused(said, status);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"DELETE", "PATCH", "TRACE", "CONNECT", "FROB", "get"})
    void saysWhichMethodsThereAre(String method) throws IOException {
        var said = said(method, "/v1/merchant", "");

        refused(said, 405);
        assertThat(said).containsPattern("Allow: [A-Z,]*(GET,PUT|PUT,GET)");
    }

    @Test
    void takesNoLargeBodyInPieces() throws IOException {
        var piece = "1000\r\n" + "x".repeat(4_096) + "\r\n";
        var json = "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n";

        refused(post(json, piece.repeat(17), ""), 413);
    }

    @Test
    void takesNoTornPieces() throws IOException {
        var json = "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n";

        refused(post(json, "zz\r\n{}\r\n0\r\n\r\n", ""), 400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /v1/merchant HTTP/1.1\r\n\r\n",
                "GET /v1/merchant HTTP/7.1\r\nHost: a\r\n\r\n",
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\r\n\r\n"
            })
    void refusesWhatIsNoRequest(String request) throws IOException {
        refused(WireForTests.said(world.gateway(), request), 400);
    }

    @Test
    void refusesTooMuchOfAHead() throws IOException {
        refused(get("/v1/payments/" + "x".repeat(5_000), ""), 414);
        refused(get("/v1/merchant", "X-A: b\r\n".repeat(3_000)), 431);
        refused(get("/v1/merchant", "X-A: " + "b".repeat(20_000) + "\r\n"), 431);
    }

    private String post(String lines, String body) throws IOException {
        return post(lines, body, "Content-Length: " + body.length() + "\r\n");
    }

    private String post(String lines, String body, String length) throws IOException {
        var key = "Idempotency-Key: " + UUID.randomUUID() + "\r\n";
        return WireForTests.said(
                world.gateway(),
                head("POST", "/v1/payments") + key + lines + length + "\r\n" + body);
    }

    private String get(String address, String lines) throws IOException {
        return said("GET", address, lines);
    }

    private String said(String method, String address, String lines) throws IOException {
        return WireForTests.said(world.gateway(), head(method, address) + lines + "\r\n");
    }

    private String head(String method, String address) {
        return "%s %s HTTP/1.1\r\nHost: a\r\nConnection: close\r\nAuthorization: %s\r\n"
                .formatted(
                        method, address, requireNonNull(partner.authorized().get("Authorization")));
    }

    /** The request before is answered, and may not be put away yet. */
    @RepeatedTest(40)
    void refusesWhatCannotBeReadRightAfterAnotherRequest(RepetitionInfo repetition)
            throws IOException {
        var before = "POST /v1/payments HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n{}";
        var target = UNREADABLE.get(repetition.getCurrentRepetition() % UNREADABLE.size());
        try (var wire = WireForTests.to(world.gateway())) {
            wire.say(before);
            assertThat(wire.head()).startsWith("HTTP/1.1 401");

            wire.say(before.replace("/v1/payments", target));

            assertThat(wire.heard())
                    .contains(target.length() > 5_000 ? "HTTP/1.1 414" : "HTTP/1.1 400")
                    .contains("application/problem+json");
        }
    }

    @Test
    void explainsAProblemToEverybodyAtTheAddressThatIsItsType() throws IOException {
        var type = Pattern.compile("\"type\":\"([^\"]+)\"").matcher(get("/v1/nonsense", ""));

        assertThat(type.find()).isTrue();
        try (var wire = WireForTests.to(world.gateway())) {
            wire.say("GET %s HTTP/1.0\r\nHost: a\r\n\r\n".formatted(type.group(1)));
            assertThat(wire.heard()).contains(" 200 OK").contains("<h1>not-found</h1>");
        }
    }

    /** RFC 9112, 9.6. */
    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1\r\nHost: a\r\nConnection: close", "HTTP/1.0"})
    void saysNothingMoreThanTheLastAnswer(String last) throws IOException {
        try (var wire = WireForTests.to(world.gateway())) {
            wire.say("GET /v1/merchant " + last + "\r\n\r\nno head\r\n\r\n");

            var heard = wire.heard();

            assertThat(heard).contains(" 401 ").containsOnlyOnce("HTTP/1.");
        }
    }

    private static void refused(String said, int status) {
        assertThat(said).startsWith("HTTP/1.1 " + status);
        assertThat(said.toLowerCase(Locale.ROOT))
                .contains("content-type: application/problem+json")
                .contains(ON_ALL);
        assertThat(said)
                .contains("\"status\":" + status, "\"code\":\"", "\"request_id\":\"req_")
                .doesNotContain("io.sluice", "springframework", "netty", "Exception");
    }
}
