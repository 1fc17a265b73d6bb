package io.sluice.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a browser asks a proxy for.
 *
 * @param stream whose host it asks: each stream has one of its own, for a browser opens no more
 *     than six connections to one
 * @param resumes whether it says what it was told last
 */
record CutRequest(String head, int stream, boolean resumes) {

    /** Every name below it is the loopback address to the browser. */
    static final String DOMAIN = "cuts.test";

    private static final Pattern HOST = Pattern.compile("\r\nhost: s(\\d+)\\." + DOMAIN);

    static String host(int stream) {
        return "s%d.%s".formatted(stream, DOMAIN);
    }

    /** Empty when nothing is asked: a browser may connect ahead. No body comes after it. */
    static Optional<CutRequest> read(InputStream in) throws IOException {
        var head = new ByteArrayOutputStream();
        var part = new byte[2_048];
        for (var read = in.read(part); read >= 0; read = in.read(part)) {
            head.write(part, 0, read);
            var text = head.toString(ISO_8859_1);
            if (text.endsWith("\r\n\r\n")) {
                return Optional.of(of(text));
            }
        }
        return Optional.empty();
    }

    byte[] bytes() {
        return head.getBytes(ISO_8859_1);
    }

    private static CutRequest of(String head) {
        var lower = head.toLowerCase(Locale.ROOT);
        var host = HOST.matcher(lower);
        if (!host.find()) {
            throw new IllegalStateException("nobody's stream is asked for");
        }
        return new CutRequest(
                head, Integer.parseInt(host.group(1)), lower.contains("\r\nlast-event-id: "));
    }
}
