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
import tools.jackson.databind.json.JsonMapper;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SandboxTests {

    private static final String PAYEE = "0x000000000000000000000000000000000000dEaD";
    private static final String THIRD = "0x00000000000000000000000000000000deadBeef";

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
                .containsEntry("sluice.chain.chains[1].id", "eip155:31338")
                .containsEntry("sluice.chain.chains[1].nodes[0].name", "a2")
                .containsEntry("sluice.chain.chains[1].assets[1].id", "eip155:31338/slip44:60")
                .containsEntry("sluice.quote.sources[1].symbols.USDC-EUR", "USDC/EUR")
                .containsEntry("sluice.quote.pairs[3].via[1]", "USDT");
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
    void paysAndMinesOnTheChainThatIsNamed() throws Exception {
        var second = sandbox.chains().getLast();
        var first = sandbox.chain().height();

        var paid = orderOnSecond("/pay", "\"to\":\"" + PAYEE + "\",\"units\":\"7\"");
        var mined = orderOnSecond("/mine", "\"blocks\":2");
        var moved = orderOnSecond("/time", "\"seconds\":600");

        assertThat(paid.statusCode()).isEqualTo(200);
        assertThat(moved.body()).isEqualTo("{\"height\":" + second.anvil().height() + "}");
        assertThat(mined.body()).isEqualTo("{\"height\":" + (second.anvil().height() - 1) + "}");
        assertThat(second.token().balance(PAYEE)).isEqualTo(7);
        assertThat(sandbox.chain().height()).isEqualTo(first);
    }

    @Test
    void sendsAgainAndReplacesWhatAReorgForgot() throws Exception {
        var pay = "\"to\":\"" + THIRD + "\",\"asset\":\"ETH\",\"units\":";
        var again = raw(orderOnSecond("/pay", pay + "\"5\""));
        var replaced = raw(orderOnSecond("/pay", pay + "\"500\""));
        assertThat(orderOnSecond("/mine", "\"blocks\":1").statusCode()).isEqualTo(200);
        assertThat(orderOnSecond("/reorg", "\"depth\":1").statusCode()).isEqualTo(200);

        var resent = raw(orderOnSecond("/resend", "\"raw\":\"" + again + "\""));
        var instead =
                raw(
                        orderOnSecond(
                                "/replace",
                                "\"to\":\"" + THIRD + "\",\"raw\":\"" + replaced + "\""));
        assertThat(orderOnSecond("/mine", "\"blocks\":1").statusCode()).isEqualTo(200);

        var balance = sandbox.chains().getLast().anvil().call("eth_getBalance", THIRD, "latest");
        assertThat(balance.asString()).isEqualTo("0x6");
        assertThat(resent).isEqualTo(again);
        assertThat(instead).isNotEqualTo(replaced);
    }

    @Test
    void switchesTheFaultsOfOneNode() throws Exception {
        var node = sandbox.nodes().get(1);

        assertThat(order("/nodes/b", "{\"fault\":\"lag\"}").statusCode()).isEqualTo(200);
        assertThat(node.toString()).contains("Lagging");

        assertThat(order("/nodes/b", "{\"fault\":\"honest\"}").statusCode()).isEqualTo(200);
        assertThat(node.toString()).contains("Honest");

        var other = sandbox.chains().getLast().nodes().getFirst();
        assertThat(order("/nodes/a2", "{\"fault\":\"lag\"}").statusCode()).isEqualTo(200);
        assertThat(other.toString()).contains("Lagging");
        assertThat(orderOnSecond("/nodes/a2", "\"fault\":\"honest\"").statusCode()).isEqualTo(200);
        assertThat(other.toString()).contains("Honest");
    }

    @Test
    void refusesOrdersItDoesNotUnderstand() throws Exception {
        assertThat(order("/nodes/z", "{\"fault\":\"hang\"}").statusCode()).isEqualTo(400);
        assertThat(order("/nodes/a", "{\"fault\":\"sulk\"}").statusCode()).isEqualTo(400);
        assertThat(orderOnSecond("/nodes/a", "\"fault\":\"hang\"").statusCode()).isEqualTo(400);
        assertThat(order("/mine", "{\"chain\":1}").body()).contains("no chain 1");
        assertThat(order("/resend", "{}").body()).contains("raw is missing");
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

    private HttpResponse<String> orderOnSecond(String path, String fields) throws Exception {
        return order(path, "{\"chain\":31338," + fields + "}");
    }

    private static String raw(HttpResponse<String> answer) {
        return JsonMapper.shared().readTree(answer.body()).path("raw").asString();
    }

    private HttpResponse<String> order(String path, String body) throws Exception {
        var request =
                HttpRequest.newBuilder(sandbox.control().url().resolve(path))
                        .POST(BodyPublishers.ofString(body))
                        .build();
        return http.send(request, BodyHandlers.ofString());
    }
}
