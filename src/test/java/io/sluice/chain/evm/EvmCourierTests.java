package io.sluice.chain.evm;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.chain.family.Sightings;
import io.sluice.chain.family.Word;
import io.sluice.chain.family.Word.Kind;
import io.sluice.chain.rpc.Fanout;
import io.sluice.chain.rpc.RpcNode;
import io.sluice.chain.rpc.RpcNodesForTests;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Mono;

/** Handing transactions to nodes, and hearing what they say. */
class EvmCourierTests {

    private static final String HASH = "0x" + "ab".repeat(32);
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    already known                                               | KNOWN      |
                    unknown transaction type                                    | REFUSED    | invalid
                    nonce too low: address 0x33, tx: 8089 state: 8090           | NONCE_USED | nonce_used
                    nonce too high                                              | NOT_HERE   | nonce_too_high
                    replacement transaction underpriced                         | NOT_HERE   | replacement_underpriced
                    transaction underpriced                                     | NOT_HERE   | underpriced
                    Transaction pool is full                                    | NOT_HERE   | pool_full
                    tx fee (1.10 ether) exceeds the configured cap (1.00 ether) | NOT_HERE   | fee_cap
                    insufficient funds for gas * price + value                  | REFUSED    | insufficient_funds
                    intrinsic gas too low                                       | REFUSED    | invalid
                    something nobody has seen                                   | NOT_HERE   | other
                    """)
    void understandsWhyANodeDoesNotTakeIt(String said, Kind kind, String reason) {
        var word = said(refusing("a", said)).getFirst();

        assertThat(word.kind()).isEqualTo(kind);
        assertThat(word.reason()).isEqualTo(reason == null ? "" : reason);
    }

    @Test
    void takesNoOtherHashForAYes() {
        var words =
                said(answering("a", quoted(HASH)), answering("b", quoted("0x" + "11".repeat(32))));

        assertThat(kinds(words)).isEqualTo(Map.of("a", Kind.TAKEN, "b", Kind.SILENT));
    }

    @Test
    void waitsOnlyAMomentForANodeThatHangsOnceAnotherOneTookIt() {
        var words = said(answering("a", quoted(HASH)), hanging("b"), answering("c", quoted(HASH)));

        assertThat(kinds(words)).isEqualTo(Map.of("a", Kind.TAKEN, "c", Kind.TAKEN));
    }

    @Test
    void tellsWhoHasItFromWhoSaysNoAndWhoSaysNothing() {
        var has =
                "{\"hash\":\"%s\",\"blockHash\":\"%s\",\"blockNumber\":\"0x10\"}"
                        .formatted(HASH, HASH);
        var other = "{\"hash\":\"0x" + "11".repeat(32) + "\"}";

        var sightings =
                courier(
                                answering("a", has),
                                answering("b", "null"),
                                answering("c", other),
                                hanging("d"))
                        .look(HASH)
                        .block(Duration.ofSeconds(10));

        assertThat(sightings).isEqualTo(new Sightings(Set.of("a"), Set.of("b"), Map.of("a", 16L)));
    }

    private static List<Word> said(RpcNode... nodes) {
        return courier(nodes)
                .send(HASH, "0x00")
                .blockOptional(Duration.ofSeconds(10))
                .orElseThrow();
    }

    private static Map<String, Kind> kinds(List<Word> words) {
        return words.stream().collect(toMap(Word::operator, Word::kind));
    }

    private static EvmCourier courier(RpcNode... nodes) {
        return new EvmCourier(new Fanout(List.of(nodes), 2, PATIENCE));
    }

    private static RpcNode answering(String name, String result) {
        return ScriptedNode.named(name, _ -> result);
    }

    private static RpcNode refusing(String name, String said) {
        return answering(name, "null,\"error\":{\"code\":-32000,\"message\":\"" + said + "\"}");
    }

    private static RpcNode hanging(String name) {
        return RpcNodesForTests.node(name, name, _ -> Mono.never());
    }

    private static String quoted(String text) {
        return "\"" + text + "\"";
    }
}
