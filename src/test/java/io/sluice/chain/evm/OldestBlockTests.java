package io.sluice.chain.evm;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.chain.rpc.RpcFailure;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.test.StepVerifier;
import tools.jackson.databind.JsonNode;

class OldestBlockTests {

    private static final long HEAD = 20_000_000;

    private final AtomicInteger questions = new AtomicInteger();

    @Test
    void asksANodeThatHasAllOnce() {
        finds(0, 0);

        assertThat(questions).hasValue(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 15_537_394, HEAD - 1, HEAD})
    void findsWhereTheBlocksOfAPrunedNodeBegin(long oldest) {
        finds(oldest, oldest);

        assertThat(questions).hasValueLessThan(30);
    }

    @Test
    void saysNothingOfANodeThatAnswersSomethingElse() {
        new OldestBlock(ScriptedNode.named("a", _ -> "[]"))
                .upTo(HEAD)
                .as(StepVerifier::create)
                .verifyError(RpcFailure.Malformed.class);
    }

    private void finds(long oldest, long expected) {
        new OldestBlock(ScriptedNode.named("a", question -> answer(question, oldest)))
                .upTo(HEAD)
                .as(StepVerifier::create)
                .expectNext(expected)
                .verifyComplete();
    }

    private String answer(JsonNode question, long oldest) {
        questions.incrementAndGet();
        var height = Hex.small(question.path("params").path(0).asString());
        return height >= oldest ? "\"0x3\"" : "null";
    }
}
