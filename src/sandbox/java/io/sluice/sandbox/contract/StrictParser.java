package io.sluice.sandbox.contract;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Cuts a stream's bytes into lines and blocks as the standard says, and refuses whatever a reader
 * could take for something else: bytes that are no UTF-8, a byte order mark, a block that does not
 * end.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html">HTML, 9.2.5</a>
 */
final class StrictParser {

    private final StrictBlock block;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private boolean afterCr;
    private boolean atStart = true;

    StrictParser(Consumer<Heard> listener) {
        this.block = new StrictBlock(listener);
    }

    /** The next bytes, wherever they were cut. */
    void read(byte[] bytes, int length) {
        for (var at = 0; at < length; at++) {
            read(bytes[at]);
        }
    }

    /** Nothing was cut off: the stream ended by itself. */
    void end() {
        if (line.size() > 0 || block.isBegun()) {
            throw new Broken("a stream ends with an empty line, but: it broke off in a block");
        }
    }

    /** LF, CR and CRLF end lines. */
    private void read(byte one) {
        if (one == '\n' && afterCr) {
            afterCr = false;
            return;
        }
        afterCr = one == '\r';
        if (one == '\n' || one == '\r') {
            endLine();
        } else {
            line.write(one);
        }
    }

    private void endLine() {
        var text = decoded(line.toByteArray());
        line.reset();
        if (atStart && text.startsWith("\uFEFF")) {
            throw new Broken("a stream begins with no byte order mark, but: it does");
        }
        atStart = false;
        block.take(text);
    }

    private static String decoded(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new Broken("a stream is UTF-8, but: a line is not", e);
        }
    }
}
