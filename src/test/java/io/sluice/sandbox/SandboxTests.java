package io.sluice.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SandboxTests {

    private static final String PAYEE = "0x000000000000000000000000000000000000dEaD";

    private final HttpClient http = HttpClient.newHttpClient();
    private Sandbox sandbox;

    @BeforeAll
    void start() {
        sandbox = Sandbox.start(Sandbox.Options.manual());
    }

    @AfterAll
    void stop() {
        sandbox.close();
    }

    @Test
    void pointsTheGatewaysOwnPropertiesAtItself() {
        var properties = sandbox.properties();

        assertThat(properties)
                .containsEntry("spring.data.redis.url", sandbox.redis().url())
                .containsEntry("sluice.chain.chains[0].nodes[2].operator", "gamma")
                .containsEntry("sluice.quote.sources[1].symbols.USDC-EUR", "USDC/EUR")
                .containsEntry("sluice.quote.pairs[2].via[1]", "USDT");
        assertThat(properties.get("server.port")).isNotEqualTo("0");
    }

    @Test
    void paysAndMinesWhenAskedOverHttp() throws Exception {
        var paid = order("/pay", "{\"to\":\"" + PAYEE + "\",\"units\":\"27031200\"}");
        var mined = order("/mine", "{\"blocks\":2}");

        assertThat(paid.body()).contains("\"hash\":\"0x");
        assertThat(mined.body()).isEqualTo("{\"height\":" + sandbox.chain().height() + "}");
        assertThat(sandbox.token().balance(PAYEE)).isEqualTo(27_031_200);
    }

    @Test
    void switchesTheFaultsOfOneNode() throws Exception {
        var node = sandbox.nodes().get(1);

        assertThat(order("/nodes/b", "{\"fault\":\"lag\"}").statusCode()).isEqualTo(200);
        assertThat(node.toString()).contains("Lagging");

        assertThat(order("/nodes/b", "{\"fault\":\"honest\"}").statusCode()).isEqualTo(200);
        assertThat(node.toString()).contains("Honest");
    }

    @Test
    void refusesOrdersItDoesNotUnderstand() throws Exception {
        assertThat(order("/nodes/z", "{\"fault\":\"hang\"}").statusCode()).isEqualTo(400);
        assertThat(order("/nodes/a", "{\"fault\":\"sulk\"}").statusCode()).isEqualTo(400);
        assertThat(order("/pay", "{}").body()).contains("to is missing");
        assertThat(order("/mine", "{").statusCode()).isEqualTo(400);
        assertThat(order("/noeds/a", "{\"fault\":\"hang\"}").statusCode()).isEqualTo(404);
    }

    @Test
    void leavesTheIssuerDownWhenItsKeysAreRotated() throws Exception {
        var keys = HttpRequest.newBuilder(sandbox.issuer().keysUrl()).build();

        assertThat(order("/issuer", "{\"down\":true}").statusCode()).isEqualTo(200);
        assertThat(order("/issuer", "{\"rotate\":true}").statusCode()).isEqualTo(200);
        assertThat(http.send(keys, BodyHandlers.ofString()).statusCode()).isEqualTo(503);

        assertThat(order("/issuer", "{\"down\":false}").statusCode()).isEqualTo(200);
        assertThat(http.send(keys, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
    }

    private HttpResponse<String> order(String path, String body) throws Exception {
        var request =
                HttpRequest.newBuilder(sandbox.control().url().resolve(path))
                        .POST(BodyPublishers.ofString(body))
                        .build();
        return http.send(request, BodyHandlers.ofString());
    }
}
