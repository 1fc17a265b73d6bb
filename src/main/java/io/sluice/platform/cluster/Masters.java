package io.sluice.platform.cluster;

import io.lettuce.core.RedisURI;
import io.lettuce.core.cluster.SlotHash;
import io.lettuce.core.cluster.models.partitions.Partitions;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which master of a cluster serves which channel, as was last heard. */
final class Masters {

    private final @Nullable RedisURI[] ofSlots = new RedisURI[SlotHash.SLOT_COUNT];
    private final Set<RedisURI> all = new HashSet<>();

    /** None is known. */
    static Masters unknown() {
        return new Masters();
    }

    static Masters of(Partitions partitions) {
        var masters = new Masters();
        partitions.stream().filter(it -> it.getRole().isUpstream()).forEach(masters::add);
        Stream.of(masters.ofSlots).filter(Objects::nonNull).forEach(masters.all::add);
        return masters;
    }

    Optional<RedisURI> of(String channel) {
        return Optional.ofNullable(ofSlots[SlotHash.getSlot(channel)]);
    }

    Set<RedisURI> all() {
        return Set.copyOf(all);
    }

    /**
     * For each master one channel that it serves, all of them beginning with {@code name}; just
     * {@code name} while none is known.
     */
    Set<String> channelOfEach(String name) {
        return all.isEmpty() ? Set.of(name) : channels(name);
    }

    private Set<String> channels(String name) {
        var missing = new HashSet<>(all);
        var channels = new TreeSet<String>();
        for (var number = 0; !missing.isEmpty(); number++) {
            var channel = name + ":{" + number + "}";
            if (of(channel).filter(missing::remove).isPresent()) {
                channels.add(channel);
            }
        }
        return channels;
    }

    /** Should two claim the same slot, one of them serves it. */
    private void add(RedisClusterNode master) {
        master.getSlots().forEach(slot -> ofSlots[slot] = master.getUri());
    }
}
