package io.sluice.status;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sluice.payment.Progress;
import io.sluice.platform.http.ApiJson;
import java.time.Duration;

/**
 * The bytes of an event stream.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html">HTML, 9.2</a>
 */
final class Frames {

    static final byte[] HEARTBEAT = ": hb\n\n".getBytes(UTF_8);
    static final byte[] CLOSED = "event: end\ndata: {\"reason\":\"closed\"}\n\n".getBytes(UTF_8);
    static final byte[] REAUTH = "event: reauth\ndata: {}\n\n".getBytes(UTF_8);

    private Frames() {}

    static byte[] retry(Duration after) {
        return "retry: %d\n\n".formatted(after.toMillis()).getBytes(UTF_8);
    }

    static byte[] progress(Progress progress) {
        return "event: progress\ndata: %s\n\n"
                .formatted(ApiJson.mapper().writeValueAsString(progress))
                .getBytes(UTF_8);
    }

    /** An event with its id. Line ends in {@code json} can only be white space: they become so. */
    static byte[] event(String name, long id, byte[] json) {
        var head = "event: %s\nid: %d\ndata: ".formatted(name, id).getBytes(UTF_8);
        var frame = new byte[head.length + json.length + 2];
        System.arraycopy(head, 0, frame, 0, head.length);
        for (int i = 0; i < json.length; i++) {
            frame[head.length + i] = json[i] == '\n' || json[i] == '\r' ? (byte) ' ' : json[i];
        }
        frame[frame.length - 2] = '\n';
        frame[frame.length - 1] = '\n';
        return frame;
    }
}
