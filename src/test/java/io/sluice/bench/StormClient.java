package io.sluice.bench;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A client that comes back when its stream ends, as a browser does: with what it was told last. */
final class StormClient {

    /** Where nobody answers there may soon be somebody. */
    private static final int UNREACHED_SECONDS = 1;

    private final StormClients all;
    private final StormStream stream;
    private final String path;
    private final int number;
    private String token;
    private @Nullable Channel channel;
    private volatile boolean open;
    private final AtomicInteger connects = new AtomicInteger();

    StormClient(StormClients all, StormStream stream, String path, String token, int number) {
        this.all = all;
        this.stream = stream;
        this.path = path;
        this.token = token;
        this.number = number;
    }

    StormStream stream() {
        return stream;
    }

    int number() {
        return number;
    }

    /** It asks with another token from now on. */
    void use(String other) {
        token = other;
    }

    String path() {
        return path;
    }

    Map<String, String> headers() {
        var authorization = "Bearer " + token;
        return stream.last() == 0
                ? Map.of("Authorization", authorization)
                : Map.of(
                        "Authorization",
                        authorization,
                        "Last-Event-ID",
                        Long.toString(stream.last()));
    }

    /** Whether it is being told. */
    boolean isOpen() {
        return open;
    }

    /** How often it asked since it was last asked to count. */
    int connects() {
        return connects.get();
    }

    void countAfresh() {
        connects.set(0);
    }

    /** Asks for its stream; on the event loop. */
    void connect() {
        var _ = connects.incrementAndGet();
        stream.cut();
        var connecting = all.connect(this);
        channel = connecting.channel();
        var _ = connecting.addListener((ChannelFuture it) -> refusedUnless(it.isSuccess()));
    }

    /** Its line breaks, and it knows; on the event loop. */
    void cut() {
        open = false;
        var line = channel;
        if (line != null) {
            var _ = line.close();
        }
    }

    void begun() {
        open = true;
        all.answered();
    }

    void ended() {
        var expected = !open;
        open = false;
        all.ended(this, expected);
    }

    /** It is asked to come back in so many seconds; 0 when nobody says so. */
    void refused(int seconds) {
        all.refused(this, Math.max(UNREACHED_SECONDS, seconds));
    }

    private void refusedUnless(boolean isConnected) {
        if (!isConnected) {
            refused(0);
        }
    }
}
