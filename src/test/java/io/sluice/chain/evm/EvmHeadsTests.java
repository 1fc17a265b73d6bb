package io.sluice.chain.evm;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.chain.network.Networks;
import io.sluice.chain.rpc.RpcNode;
import io.sluice.chain.rpc.RpcNodesForTests;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.client.ClientResponse;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class EvmHeadsTests {

    private static final String HASH = "0x" + "ab".repeat(32);

    @Test
    void servesTheHeadOfNodesOfThisChain() {
        heads(node("a", "0x7a69"), node("b", "0x7a69"), node("c", "0x7a69"))
                .served()
                .take(3)
                .as(StepVerifier::create)
                .assertNext(served -> assertThat(served.head()).isEqualTo(-1))
                .assertNext(served -> assertThat(served.head()).isEqualTo(16))
                .assertNext(served -> assertThat(served.finalized()).isEqualTo(16))
                .verifyComplete();
    }

    @Test
    void servesNothingWhenAllNodesAreOfAnotherChain() {
        heads(node("a", "0x1"), node("b", "0x1"), node("c", "0x1"))
                .served()
                .take(6)
                .as(StepVerifier::create)
                .thenConsumeWhile(served -> served.head() == -1)
                .verifyComplete();
    }

    private static EvmHeads heads(RpcNode... nodes) {
        var pulses =
                List.of(nodes).stream()
                        .map(it ->
                                new NodePulse(
                                        it,
                                        Networks.SANDBOX,
                                        Duration.ofMillis(50),
                                        Duration.ofSeconds(5)))
                        .toList();
        return new EvmHeads(pulses, 2);
    }

    /** Its first answer says which chain it is of, the three after that how far it is. */
    private static RpcNode node(String name, String chain) {
        var asked = new AtomicLong();
        return RpcNodesForTests.node(
                name,
                name,
                _ -> {
                    var id = asked.incrementAndGet();
                    var another = !chain.equals("0x7a69");
                    var result =
                            another || id == 1
                                    ? "\"" + chain + "\""
                                    : "{\"number\":\"0x10\",\"hash\":\"" + HASH + "\"}";
                    var body = "{\"id\":%d,\"result\":%s}".formatted(id, result);
                    return Mono.just(
                            ClientResponse.create(HttpStatus.OK)
                                    .header("Content-Type", "application/json")
                                    .body(body)
                                    .build());
                });
    }
}
