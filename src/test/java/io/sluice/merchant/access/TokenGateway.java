package io.sluice.merchant.access;

import io.sluice.merchant.Access;
import io.sluice.merchant.Caller;
import io.sluice.platform.http.TestHttp;
import io.sluice.platform.keys.TestKeys;
import io.sluice.platform.rate.RatedGatewayForTests;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.function.client.WebClient;

/** As much of a gateway as looks at tokens, with the issuers that a test configures. */
final class TokenGateway implements AutoCloseable {

    private final AnnotationConfigApplicationContext context =
            new AnnotationConfigApplicationContext();
    private final WebTestClient http;

    TokenGateway(Map<String, String> settings) {
        var properties = new HashMap<String, Object>(settings);
        properties.put("sluice.public-url", "https://pay.example");
        properties.putAll(TestKeys.properties());
        var sources = context.getEnvironment().getPropertySources();
        sources.addFirst(new MapPropertySource("test", properties));
        context.register(TestHttp.configuration());
        context.register(AccessConfiguration.class);
        context.scan("io.sluice.platform.keys");
        RatedGatewayForTests.registerRates(context);
        context.registerBean(InstantSource.class, InstantSource::system);
        context.registerBean(WebClient.Builder.class, () -> WebClient.builder());
        context.registerBean("route", Object.class, Route::new);
        context.refresh();
        http = WebTestClient.bindToApplicationContext(context).build();
    }

    /** The merchant whom a token that may read payments acts for; else the status and the code. */
    String answer(String token) {
        var answer =
                http.get()
                        .uri("/payments")
                        .header(HttpHeaders.AUTHORIZATION, "Bearer " + token)
                        .exchange()
                        .expectBody(String.class)
                        .returnResult();
        var body = String.valueOf(answer.getResponseBody());
        return answer.getStatus().is2xxSuccessful()
                ? body
                : answer.getStatus().value()
                        + " "
                        + body.replaceAll(".*\"code\":\"([^\"]*)\".*", "$1");
    }

    @Override
    public void close() {
        context.close();
    }

    // A static one would be found by every component scan of the tests.
    @SuppressWarnings("ClassCanBeStatic")
    @RestController
    class Route {

        @GetMapping("/payments")
        @Access(scope = "payments:read")
        String merchant(@AuthenticationPrincipal Caller caller) {
            return caller.merchant().value();
        }
    }
}
