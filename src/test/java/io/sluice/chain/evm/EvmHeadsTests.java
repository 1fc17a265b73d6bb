package io.sluice.chain.evm;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.chain.network.Networks;
import io.sluice.chain.rpc.RpcNode;
import io.sluice.chain.rpc.RpcNodesForTests;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
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

    @Test
    void saysWhenNodesWereAskedNotWhenTheyAnswered() {
        var now = new AtomicReference<>(Instant.EPOCH);
        var slow = node("a", "0x7a69", () -> now.updateAndGet(it -> it.plusSeconds(1)));

        new EvmHeads(List.of(pulse(slow, now::get)), 1)
                .served()
                .map(served -> Objects.requireNonNull(served.agreed()))
                .take(1)
                .as(StepVerifier::create)
                .assertNext(tip -> {
                    assertThat(tip.height()).isEqualTo(16);
                    assertThat(tip.hash()).isEqualTo(HASH);
                    assertThat(tip.asked()).isEqualTo(Instant.EPOCH.plusSeconds(1));
                })
                .verifyComplete();
    }

    private static EvmHeads heads(RpcNode... nodes) {
        var pulses = List.of(nodes).stream().map(it -> pulse(it, InstantSource.system())).toList();
        return new EvmHeads(pulses, 2);
    }

    private static NodePulse pulse(RpcNode node, InstantSource clock) {
        return new NodePulse(
                node, Networks.SANDBOX, Duration.ofMillis(50), Duration.ofSeconds(5), clock);
    }

    private static RpcNode node(String name, String chain) {
        return node(name, chain, () -> {});
    }

    /** Its first answer says which chain it is of, the three after that how far it is. */
    private static RpcNode node(String name, String chain, Runnable answering) {
        var asked = new AtomicLong();
        return RpcNodesForTests.node(
                name,
                name,
                _ -> {
                    var id = asked.incrementAndGet();
                    answering.run();
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
