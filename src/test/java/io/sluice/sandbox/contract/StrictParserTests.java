package io.sluice.sandbox.contract;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StrictParserTests {

    static final String WHOLE =
            "retry: 2350\n\nevent: snapshot\nid: 7\ndata: {\"é\":\"\u2028😀\"}\n\n: hb\n\nid: 9\n\n";

    static final List<Heard> HEARD =
            List.of(
                    new Heard("retry", "", "2350"),
                    new Heard("snapshot", "7", "{\"é\":\"\u2028😀\"}"),
                    new Heard("comment", "", "hb"),
                    new Heard("id", "9", ""));

    @Test
    void hearsTheSameWhereverItIsCutAndHoweverLinesEnd() {
        for (var end : List.of("\n", "\r", "\r\n")) {
            var bytes = WHOLE.replace("\n", end).getBytes(UTF_8);

            assertThat(read(bytes, bytes.length)).isEqualTo(HEARD);
            assertThat(read(bytes, 1)).isEqualTo(HEARD);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "event: a#data: x#| broke off in a block",
                "event: a#data: x| broke off in a block",
                "event: a#data: x##id: 7| broke off in a block",
                "event: a#id: 7~#data: x##| an id has no NUL",
                "event: a#event: b#data: x##| a block has a field once",
                "event: a#data: x#data: y##| a block has a field once",
                "event: a#data: x#: hb##retry: 5##|",
                "event: a#id: 7##| an event has a name and data",
                "data: x##| an event has a name and data",
                "id: 7#retry: 5##| what is no event says one thing",
                "event: a#data##| a line is a field with its value",
                "event: a#dato: x##| a field has a known name",
                "event: a# data: x##| a field has a known name",
                "retry: 1s##| a retry is a number",
                "event: a#data: x###| a block says something",
                "^event: a#data: x##| no byte order mark"
            })
    void refusesWhatAReaderCouldTakeForSomethingElse(String stream, String why) {
        var bytes =
                stream.replace('#', '\n').replace('~', '\0').replace('^', '\uFEFF').getBytes(UTF_8);

        if (why == null) {
            assertThat(read(bytes, 2)).hasSize(2);
        } else {
            assertThatThrownBy(() -> read(bytes, 2))
                    .isInstanceOf(Broken.class)
                    .hasMessageContaining(why);
        }
    }

    @Test
    void refusesBytesThatAreNoUtf8() {
        var bytes = "event: a\ndata: é\n\n".getBytes(ISO_8859_1);

        assertThatThrownBy(() -> read(bytes, 3)).hasMessageContaining("is UTF-8");
    }

    private static List<Heard> read(byte[] bytes, int step) {
        var heard = new ArrayList<Heard>();
        var parser = new StrictParser(heard::add);
        for (var at = 0; at < bytes.length; at += step) {
            var length = Math.min(step, bytes.length - at);
            var part = new byte[length];
            System.arraycopy(bytes, at, part, 0, length);
            parser.read(part, length);
        }
        parser.end();
        return heard;
    }
}
