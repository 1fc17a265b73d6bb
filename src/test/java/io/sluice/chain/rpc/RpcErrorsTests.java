package io.sluice.chain.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RpcErrorsTests {

    /** Told by no error object: an answer that is none. */
    private static final Set<RpcErrorClass> UNSAID =
            EnumSet.of(RpcErrorClass.MALFORMED, RpcErrorClass.OTHER);

    @Test
    void knowsAnExampleOfEachClass() throws Exception {
        var examples = rows(Path.of("src/test/resources/io/sluice/chain/rpc/error-examples.tsv"));

        assertThat(wrong(examples)).isEmpty();
        assertThat(examples.stream().map(Row::name).collect(Collectors.toSet()))
                .containsAll(
                        EnumSet.complementOf(EnumSet.copyOf(UNSAID)).stream()
                                .map(Enum::name)
                                .toList());
    }

    @Test
    void knowsWhatHasBeenSeenInTheWild() throws Exception {
        var seen = Path.of("../shared/data/rpc_errors.tsv");
        assumeThat(seen).exists();

        assertThat(wrong(rows(seen))).isEmpty();
    }

    private static List<String> wrong(List<Row> rows) {
        var wrong = new ArrayList<String>();
        for (var row : rows) {
            var got = RpcErrors.classify(row.http(), row.code(), row.message()).name();
            if (row.name().startsWith("NOT_")
                    ? row.name().equals("NOT_" + got)
                    : !row.name().equals(got)) {
                wrong.add("%s taken for %s: %s".formatted(row.name(), got, row.message()));
            }
        }
        return wrong;
    }

    private static List<Row> rows(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .filter(line -> !line.startsWith("class\t") && !line.startsWith("#"))
                .map(line -> line.split("\t", -1))
                .map(it -> new Row(it[0], number(it[1], 200), number(it[2], 0), it[3]))
                .toList();
    }

    private static int number(String text, int otherwise) {
        return text.isEmpty() ? otherwise : Integer.parseInt(text);
    }

    private record Row(String name, int http, int code, String message) {}
}
