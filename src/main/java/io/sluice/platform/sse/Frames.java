package io.sluice.platform.sse;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;

/**
 * The bytes of an event stream.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html">HTML, 9.2</a>
 */
public final class Frames {

    private static final byte[] HEARTBEAT = ": hb\n\n".getBytes(UTF_8);
    private static final byte[] REAUTH = "event: reauth\ndata: {}\n\n".getBytes(UTF_8);

    private Frames() {}

    /** Keeps a silent stream alive. The bytes are shared, and never to be changed. */
    public static byte[] heartbeat() {
        return HEARTBEAT;
    }

    /** Asks for a new token, for the stream's own is about to end. Shared like the others. */
    public static byte[] reauth() {
        return REAUTH;
    }

    /** How long a client waits before it comes back. */
    public static byte[] retry(Duration after) {
        return "retry: %d\n\n".formatted(after.toMillis()).getBytes(UTF_8);
    }

    /** Where a client is that has heard nothing yet: it is no event, but it is resumed after. */
    public static byte[] id(String id) {
        return "id: %s\n\n".formatted(id).getBytes(UTF_8);
    }

    /** An event with its id. */
    public static byte[] event(String name, long id, byte[] json) {
        return event(name, Long.toString(id), json);
    }

    /** An event with an id that is more than a number; no line ends in it. */
    public static byte[] event(String name, String id, byte[] json) {
        return frame("event: %s\nid: %s\ndata: ".formatted(name, id), json);
    }

    /** An event that no client can resume after. */
    public static byte[] event(String name, byte[] json) {
        return frame("event: %s\ndata: ".formatted(name), json);
    }

    /** Line ends in {@code json} can only be white space: they become so. */
    private static byte[] frame(String fields, byte[] json) {
        var head = fields.getBytes(UTF_8);
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
