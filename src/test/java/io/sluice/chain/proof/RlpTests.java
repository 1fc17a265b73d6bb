package io.sluice.chain.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.web3j.rlp.RlpEncoder;
import org.web3j.rlp.RlpString;

/** The examples of the yellow paper's encoding, as every client is tested with. */
class RlpTests {

    private static final String LOREM = "Lorem ipsum dolor sit amet, consectetur adipisicing elit";

    static Stream<Arguments> published() {
        return Stream.of(
                arguments(text("dog"), "83646f67"),
                arguments(text(""), "80"),
                arguments(Rlp.string(HexBytes.minimal(0)), "80"),
                arguments(Rlp.string(HexBytes.minimal(15)), "0f"),
                arguments(Rlp.string(HexBytes.minimal(0x7f)), "7f"),
                arguments(Rlp.string(HexBytes.minimal(0x80)), "8180"),
                arguments(Rlp.string(HexBytes.minimal(1024)), "820400"),
                arguments(Rlp.string(new byte[1]), "00"),
                arguments(text(LOREM), "b838" + hex(LOREM.getBytes(StandardCharsets.UTF_8))),
                arguments(Rlp.list(), "c0"),
                arguments(Rlp.list(text("cat"), text("dog")), "c88363617483646f67"),
                arguments(
                        Rlp.list(
                                Rlp.EMPTY_LIST,
                                Rlp.list(Rlp.EMPTY_LIST),
                                Rlp.list(Rlp.EMPTY_LIST, Rlp.list(Rlp.EMPTY_LIST))),
                        "c7c0c1c0c3c0c1c0"));
    }

    @ParameterizedTest
    @MethodSource("published")
    void encodesAsPublished(byte[] encoded, String expected) {
        assertThat(hex(encoded)).isEqualTo(expected);
    }

    @Test
    void encodesAnyLengthAsAnotherEncoderDoes() {
        for (var length : new int[] {1, 54, 55, 56, 57, 255, 256, 257, 65_535, 65_536, 70_000}) {
            var bytes = new byte[length];
            bytes[0] = (byte) 0x81;

            assertThat(Rlp.string(bytes)).isEqualTo(RlpEncoder.encode(RlpString.create(bytes)));
        }
    }

    private static byte[] text(String text) {
        return Rlp.string(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
