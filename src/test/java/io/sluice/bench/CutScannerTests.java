package io.sluice.bench;

import static io.sluice.bench.CutPlace.ANSWER;
import static io.sluice.bench.CutPlace.BETWEEN;
import static io.sluice.bench.CutPlace.CHARACTER;
import static io.sluice.bench.CutPlace.FRAME;
import static io.sluice.bench.CutPlace.HEAD;
import static io.sluice.bench.CutPlace.LINE_END;
import static io.sluice.bench.CutPlace.OPENED;
import static io.sluice.bench.CutPlace.SIZE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CutScannerTests {

    static final String CHUNKED = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";

    final CutScanner scanner = new CutScanner();

    @Test
    void knowsWhereItIsAfterEachPart() {
        var places = new LinkedHashMap<String, CutPlace>();
        places.put("", ANSWER);
        places.put("HTTP/1.1 200 OK\r", HEAD);
        places.put("\nTransfer-Encoding: chunked\r\n\r", HEAD);
        places.put("\n", OPENED);
        places.put("e", SIZE);
        places.put("\r", LINE_END);
        places.put("\ndata: ", FRAME);
        places.put("x", FRAME);

        pass(places);
    }

    @Test
    void knowsEveryByteOfACharacter() {
        pass(CHUNKED + "c\r\n");
        for (var character : new String[] {"é", "€", "🎟"}) {
            var bytes = character.getBytes(UTF_8);
            for (var i = 0; i < bytes.length - 1; i++) {
                scanner.pass(bytes[i]);
                assertThat(scanner.place()).as(character + i).isEqualTo(CHARACTER);
            }
            scanner.pass(bytes[bytes.length - 1]);
            assertThat(scanner.place()).as(character).isEqualTo(FRAME);
        }
    }

    @Test
    void knowsThatAFrameIsWholeWhateverItsChunksAre() {
        pass(CHUNKED + "8\r\ndata: 1\n\r\n");
        assertThat(scanner.place()).isEqualTo(FRAME);

        pass("1\r\n\n");
        assertThat(scanner.place()).isEqualTo(BETWEEN);
        pass("\r");
        assertThat(scanner.place()).isEqualTo(LINE_END);
        pass("\n");
        assertThat(scanner.place()).isEqualTo(BETWEEN);
        pass("4");
        assertThat(scanner.place()).isEqualTo(SIZE);
        pass("\r\n");
        assertThat(scanner.place()).isEqualTo(SIZE);
    }

    @Test
    void takesTheEndOfAChunkForNoLineOfAFrame() {
        pass(CHUNKED + "7\r\ndata: 1\r\n");
        assertThat(scanner.place()).isEqualTo(FRAME);

        pass("1\r\n\n");
        assertThat(scanner.place()).isEqualTo(FRAME);
    }

    @Test
    void findsTheNextAnswerAfterTheLastChunk() {
        pass(CHUNKED + "4\r\n: hb\r\n0\r\n\r\n");
        assertThat(scanner.place()).isEqualTo(ANSWER);
        assertThat(scanner.heads()).isOne();

        pass("HTTP/1.1 204 No Content\r\n\r\n");
        assertThat(scanner.heads()).isEqualTo(2);
        assertThat(scanner.status()).isEqualTo("204 no content");
    }

    @Test
    void countsTheBytesOfAHeadAndThoseAfterIt() {
        pass("HTTP/1.1");
        assertThat(scanner.passed()).isEqualTo(8);

        pass(" 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\n:");
        assertThat(scanner.passed()).isEqualTo(4);
    }

    private void pass(Map<String, CutPlace> places) {
        places.forEach((part, place) -> {
            pass(part);
            assertThat(scanner.place()).as(part).isEqualTo(place);
        });
    }

    private void pass(String part) {
        for (var next : part.getBytes(UTF_8)) {
            scanner.pass(next);
        }
    }
}
