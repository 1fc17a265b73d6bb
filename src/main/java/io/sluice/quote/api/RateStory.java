package io.sluice.quote.api;

import io.sluice.platform.sse.Story;
import io.sluice.quote.venue.Pair;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one client is told of rates: of each pair what is known when there is room for it. */
final class RateStory implements Story {

    private final RateFrames frames;
    private final List<Pair> pairs;
    private final Map<Pair, byte[]> said = new HashMap<>();
    private byte @Nullable [] retry;

    RateStory(RateFrames frames, List<Pair> pairs, byte[] retry) {
        this.frames = frames;
        this.pairs = pairs;
        this.retry = retry;
    }

    @Override
    public String name() {
        return "rates";
    }

    @Override
    public byte @Nullable [] next() {
        var first = retry;
        retry = null;
        return first == null ? news() : first;
    }

    /** A rate grows stale, and ends, whether or not there is another round. */
    @Override
    public boolean changesWithTime() {
        return true;
    }

    /** The next pair of which the client does not know the newest. */
    private byte @Nullable [] news() {
        for (var pair : pairs) {
            var frame = frames.newest(pair);
            if (!Arrays.equals(frame, said.put(pair, frame))) {
                return frame;
            }
        }
        return null;
    }
}
