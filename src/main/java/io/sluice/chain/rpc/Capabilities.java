package io.sluice.chain.rpc;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * What one node said that it cannot do: a method, or a block by a tag. Believed for a while only,
 * for plans change and nodes are updated, and behind one address there may be several.
 */
final class Capabilities {

    private static final long BELIEVED = Duration.ofMinutes(10).toNanos();

    private final LongSupplier nanos;
    private final Map<String, Long> unable = new ConcurrentHashMap<>();
    private volatile String client = "";

    Capabilities(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Whether it said so, and not long ago. */
    boolean lacks(String what) {
        var since = unable.get(what);
        return since != null && nanos.getAsLong() - since < BELIEVED;
    }

    void lost(String what) {
        unable.put(what, nanos.getAsLong());
    }

    void proven(String what) {
        if (!unable.isEmpty()) {
            var _ = unable.remove(what);
        }
    }

    /** Another version may know more. */
    void runs(String name) {
        if (!name.isEmpty() && !name.equals(client)) {
            client = name;
            unable.clear();
        }
    }

    /** All that it lacks, in order. */
    List<String> lacking() {
        return unable.keySet().stream().filter(this::lacks).sorted().toList();
    }
}
