package io.sluice.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigInteger;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class NodeProxyTests {

    private static final String PAYEE = "0x000000000000000000000000000000000000dead";
    private static final String HEIGHT =
            """
            {"jsonrpc":"2.0","id":7,"method":"eth_blockNumber","params":[]}\
            """;

    private final AnvilChain chain = AnvilChain.start(AnvilChain.Options.manual());
    private final NodeProxy node = NodeProxy.before(chain, "a");
    private final JsonRpc asked = new JsonRpc(node.url());
    private final HttpClient http = HttpClient.newHttpClient();
    private String block = "";

    @BeforeEach
    void payOnce() {
        var token = TestToken.deploy(chain);
        var payer = PayerWallet.funded(chain, 0);
        token.mint(payer.address(), BigInteger.valueOf(500));
        chain.mine(1);
        var _ = payer.sendToken(token, PAYEE, BigInteger.valueOf(300));
        chain.mine(1);
        block = chain.hash(3);
    }

    @AfterEach
    void stop() {
        node.close();
        chain.close();
    }

    @Test
    void saysWhatTheChainSays() throws Exception {
        assertThat(asked.call("eth_getBlockReceipts", block)).isEqualTo(receipts());
        assertThat(post("[%s,%s]".formatted(HEIGHT, HEIGHT)).body())
                .isEqualTo(
                        """
                        [{"jsonrpc":"2.0","id":7,"result":"0x3"},{"jsonrpc":"2.0","id":7,"result":"0x3"}]\
                        """);
    }

    @Test
    void inflatesATransferInReceiptsAndLogs() {
        node.behave(new NodeFault.Lying(Lies.inflatedTransfers()));

        assertThat(units(asked.call("eth_getBlockReceipts", block).path(0).path("logs")))
                .isEqualTo(3000);
        assertThat(units(asked.call("eth_getLogs", Map.of("blockHash", block)))).isEqualTo(3000);
        assertThat(units(receipts().path(0).path("logs"))).isEqualTo(300);
    }

    @Test
    void deniesThatATransactionSucceeded() {
        node.behave(new NodeFault.Lying(Lies.failedReceipts()));

        var receipt = asked.call("eth_getBlockReceipts", block).path(0);

        assertThat(receipt.path("status").asString()).isEqualTo("0x0");
        assertThat(receipt.path("logs").isEmpty()).isTrue();
    }

    @Test
    void inventsAPaymentToWhomeverItIsTold() {
        var lie = Lies.forgedTransfer(PAYEE, PAYEE, BigInteger.valueOf(9));
        node.behave(new NodeFault.Lying(lie));

        var receipts = asked.call("eth_getBlockReceipts", block);
        var transactions = asked.call("eth_getBlockByHash", block, true).path("transactions");

        assertThat(receipts.size()).isEqualTo(2);
        assertThat(units(receipts.path(1).path("logs"))).isEqualTo(9);
        assertThat(transactions.path(1).path("hash"))
                .isEqualTo(receipts.path(1).path("transactionHash"));
    }

    @Test
    void keepsItsStoryWhenItLiesAboutHashes() {
        node.behave(new NodeFault.Lying(Lies.otherHashes()));

        var told = asked.call("eth_getBlockByNumber", "0x3", false).path("hash").asString();
        var next = asked.call("eth_getBlockByHash", told, false);

        assertThat(told).isNotEqualTo(block);
        assertThat(next.path("hash").asString()).isEqualTo(told);
        assertThat(asked.call("eth_getBlockByNumber", "0x2", false).path("hash"))
                .isEqualTo(next.path("parentHash"));
    }

    @Test
    void lagsBehind() {
        node.behave(new NodeFault.Lagging(2));

        assertThat(asked.call("eth_blockNumber").asString()).isEqualTo("0x1");
        assertThat(asked.call("eth_getBlockByHash", block, false).isNull()).isTrue();
        assertThat(asked.call("eth_getBlockByNumber", "latest", false).path("number").asString())
                .isEqualTo("0x1");
    }

    @Test
    void refusesWithTheStatusItIsTold() throws Exception {
        var fault = NodeFault.Refusing.tooManyRequests(Optional.of(Duration.ofSeconds(3)));
        node.behave(fault);

        var answer = post(HEIGHT);

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValue("retry-after")).contains("3");
    }

    @Test
    void hangsUntilItHeals() throws Exception {
        node.behave(new NodeFault.Hang());

        assertThatThrownBy(() -> post(HEIGHT, Duration.ofSeconds(1)))
                .isInstanceOf(HttpTimeoutException.class);

        node.heal();

        assertThat(post(HEIGHT).statusCode()).isEqualTo(200);
    }

    @Test
    void refusesConnectionsWhileItIsDeadAndComesBackAtTheSameAddress() throws Exception {
        assertThat(post(HEIGHT).statusCode()).isEqualTo(200);

        node.behave(new NodeFault.Dead());

        assertThatThrownBy(() -> post(HEIGHT)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> post(HEIGHT)).isInstanceOf(ConnectException.class);

        node.heal();

        assertThat(post(HEIGHT).statusCode()).isEqualTo(200);
    }

    @Test
    void passesWebSocketFramesBothWays() throws Exception {
        var heard = new CompletableFuture<String>();
        var url = URI.create(node.url().toString().replace("http", "ws"));
        var socket = http.newWebSocketBuilder().buildAsync(url, hearing(heard)).get();

        var _ = socket.sendText(HEIGHT, true).get();

        assertThat(heard.get(5, TimeUnit.SECONDS)).contains("\"result\":\"0x3\"");
        socket.abort();
    }

    private JsonNode receipts() {
        return chain.call("eth_getBlockReceipts", block);
    }

    private static long units(JsonNode logs) {
        return Long.parseLong(logs.path(0).path("data").asString().substring(2), 16);
    }

    private HttpResponse<String> post(String body) throws Exception {
        return post(body, Duration.ofSeconds(10));
    }

    private HttpResponse<String> post(String body, Duration patience) throws Exception {
        var request =
                HttpRequest.newBuilder(node.url())
                        .timeout(patience)
                        .header("content-type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static WebSocket.Listener hearing(CompletableFuture<String> heard) {
        return new WebSocket.Listener() {
            @Override
            public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
                heard.complete(text.toString());
                socket.request(1);
                return CompletableFuture.completedStage(null);
            }
        };
    }
}
