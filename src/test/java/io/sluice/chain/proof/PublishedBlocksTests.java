package io.sluice.chain.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.chain.proof.ProofFailure.Check;
import io.sluice.chain.proof.ProofFailure.Contradicted;
import io.sluice.chain.proof.ProofFailure.Unreadable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.web3j.utils.Numeric;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Blocks of public chains, whose hashes everybody knows. */
class PublishedBlocksTests {

    private static final String NO_ROOT =
            "0x56e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421";
    private static final String NO_UNCLES =
            "0x1dcc4de8dec75d7aab85b567b6ccd41ad312451b948a7413f0a142fd40d49347";

    private final JsonNode unichain = resource("/proof/unichain-sepolia-35535698.json");

    static Stream<Arguments> headers() {
        return Stream.of(
                Arguments.of(
                        "Ethereum 0",
                        """
                        {"hash":"0xd4e56740f876aef8c010b86a40d5f56745a118d0906a34e69aec8c0db1cb8fa3",
                         "parentHash":"0x%1$s", "sha3Uncles":"%2$s", "transactionsRoot":"%3$s",
                         "receiptsRoot":"%3$s", "logsBloom":"0x%4$s", "miner":"0x%5$s",
                         "stateRoot":"0xd7f8974fb5ac78d9ac099b9ad5018bedc2ce0a72dad1827a1709da30580f0544",
                         "difficulty":"0x400000000", "number":"0x0", "gasLimit":"0x1388",
                         "gasUsed":"0x0", "timestamp":"0x0", "mixHash":"0x%1$s",
                         "extraData":"0x11bbe8db4e347b4e8c937c1c8370e4b5ed33adb3db69cbdb7a38e1e50b1b82fa",
                         "nonce":"0x0000000000000042"}
                        """),
                Arguments.of(
                        "Avalanche C 4096",
                        """
                        {"hash":"0x71bf35e949fd8a4ab11ad141def5caa704d4aa9072adb236bc4e2c53cdb28dfc",
                         "parentHash":"0x73a42f8c66433ba964f309ef67ef5395fad641f6a7f4c0f8355e62cedf86d594",
                         "extDataHash":"%3$s", "difficulty":"0x1", "extraData":"0x",
                         "gasLimit":"0x7a1200", "gasUsed":"0x520c", "number":"0x1000",
                         "logsBloom":"0x0012000000001000000000000000000000000000000000000000000000020000000000000000000000000000000000080000000080000000000000040000100000040000000000000040000000200001000000400000000040008000000000000000000000000000000000080000000000000000000000000100000000000000000008400000000000000000000000000000040010400000000080040000000008008000200000020000000000080000000000018000000100000000001000000000000000000000000000000000010001010000000000900000000200000000000a000000000000000000000000000000000040000000280000000000000000",
                         "miner":"0x0100000000000000000000000000000000000000", "mixHash":"0x%1$s",
                         "nonce":"0x0000000000000000", "sha3Uncles":"%2$s", "timestamp":"0x6146bb69",
                         "receiptsRoot":"0x970f0a58616549cbad3d7f1260c05fae5da0157435e775529d1353b94f50604c",
                         "stateRoot":"0x39cef27c57d5da7357c76a9397a44242b461948b8136afaf68a3f60a69cc10c6",
                         "transactionsRoot":"0xe7e18b0f402df710a3d5b24037bb6093073900a7259df862f56d245cfbb0a28c"}
                        """));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("headers")
    void hashesAHeaderAsItsChainDoes(String name, String json) {
        var block =
                Told.block(
                        JsonMapper.shared()
                                .readTree(
                                        json.formatted(
                                                "0".repeat(64),
                                                NO_UNCLES,
                                                NO_ROOT,
                                                "0".repeat(512),
                                                "0".repeat(40))));

        assertThat(Numeric.toHexString(HeaderHash.of(block))).isEqualTo(block.hash());
    }

    @Test
    void provesABlockOfTheOpStackWithItsDepositAndReceipts() {
        var block = Told.block(unichain.path("block"));
        var proof = new BlockProof(String.valueOf(block.hash()));

        assertThatCode(() -> proof.contents(block, Told.receipts(unichain.path("receipts"))))
                .doesNotThrowAnyException();
        assertThatCode(() -> proof.senders(Objects.requireNonNull(block.transactions())))
                .doesNotThrowAnyException();
    }

    static Stream<Arguments> forgeries() {
        return Stream.of(
                forgery(Check.HEADER, it -> block(it).put("timestamp", "0x690be89f")),
                forgery(Check.HEADER, it -> block(it).put("parentHash", NO_ROOT)),
                forgery(Check.TRANSACTIONS, it -> transaction(it, 5).put("value", "0x1")),
                forgery(Check.TRANSACTIONS, it -> transaction(it, 5).put("hash", NO_ROOT)),
                forgery(Check.TRANSACTIONS, it -> transaction(it, 0).put("mint", "0x1")),
                forgery(Check.TRANSACTIONS, it -> transaction(it, 0).put("from", miner(it))),
                forgery(Check.TRANSACTIONS, it -> block(it).withArray("transactions").remove(5)),
                forgery(Check.RECEIPTS, it -> receipt(it, 5).put("status", "0x0")),
                forgery(Check.RECEIPTS, it -> receipt(it, 5).put("cumulativeGasUsed", "0x32139")),
                forgery(Check.RECEIPTS, it -> receipt(it, 5).putArray("logs")),
                forgery(Check.RECEIPTS, it -> log(it).put("data", NO_ROOT)),
                forgery(Check.RECEIPTS, it -> log(it).put("address", miner(it))),
                forgery(Check.RECEIPTS, it -> log(it).withArray("topics").add(NO_ROOT)),
                forgery(Check.RECEIPTS, it -> receipt(it, 0).put("depositNonce", "0x0")),
                forgery(Check.RECEIPTS, it -> it.withArray("receipts").remove(5)),
                forgery(Check.SENDER, it -> transaction(it, 5).put("from", miner(it))));
    }

    @ParameterizedTest(name = "{0} {index}")
    @MethodSource("forgeries")
    void findsWhateverWasChanged(Check check, Consumer<ObjectNode> change) {
        var told = (ObjectNode) unichain.deepCopy();
        change.accept(told);
        var block = Told.block(told.path("block"));
        var proof = new BlockProof(String.valueOf(block.hash()));

        assertThatThrownBy(
                        () -> {
                            proof.contents(block, Told.receipts(told.path("receipts")));
                            proof.senders(Objects.requireNonNull(block.transactions()));
                        })
                .isInstanceOfSatisfying(
                        Contradicted.class, it -> assertThat(it.check()).isEqualTo(check));
    }

    static Stream<Arguments> leftOut() {
        return Stream.of(
                forgery(Check.HEADER, it -> block(it).remove("requestsHash")),
                forgery(Check.HEADER, it -> block(it).remove("stateRoot")),
                forgery(Check.TRANSACTIONS, it -> transaction(it, 5).remove("type")),
                forgery(Check.TRANSACTIONS, it -> transaction(it, 5).remove("r")),
                forgery(Check.RECEIPTS, it -> receipt(it, 0).remove("depositNonce")));
    }

    @ParameterizedTest(name = "{0} {index}")
    @MethodSource("leftOut")
    void provesNothingAndCallsItNoLieWhenSomethingIsLeftOut(
            Check check, Consumer<ObjectNode> change) {
        var told = (ObjectNode) unichain.deepCopy();
        change.accept(told);
        var block = Told.block(told.path("block"));
        var proof = new BlockProof(String.valueOf(block.hash()));

        assertThatThrownBy(() -> proof.contents(block, Told.receipts(told.path("receipts"))))
                .isInstanceOfSatisfying(
                        Unreadable.class, it -> assertThat(it.check()).isEqualTo(check));
    }

    private static Arguments forgery(Check check, Consumer<ObjectNode> change) {
        return Arguments.of(check, change);
    }

    private static ObjectNode block(ObjectNode told) {
        return (ObjectNode) told.path("block");
    }

    private static String miner(ObjectNode told) {
        return block(told).path("miner").asString();
    }

    private static ObjectNode transaction(ObjectNode told, int index) {
        return (ObjectNode) told.path("block").path("transactions").path(index);
    }

    private static ObjectNode receipt(ObjectNode told, int index) {
        return (ObjectNode) told.path("receipts").path(index);
    }

    private static ObjectNode log(ObjectNode told) {
        return (ObjectNode) receipt(told, 5).path("logs").path(0);
    }

    private static JsonNode resource(String name) {
        try (var in = PublishedBlocksTests.class.getResourceAsStream(name)) {
            return JsonMapper.shared().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
