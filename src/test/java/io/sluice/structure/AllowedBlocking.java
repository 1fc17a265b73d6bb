package io.sluice.structure;

import java.util.List;
import reactor.blockhound.BlockHound;
import reactor.blockhound.integration.BlockHoundIntegration;

/** What may block on a thread that must not, and why that is all right. */
public final class AllowedBlocking implements BlockHoundIntegration {

    @Override
    public void applyTo(BlockHound.Builder builder) {
        // Netty's allocator takes a lock of its own for as long as it adds an arena.
        builder.allowBlockingCallsInside("io.netty.buffer.AdaptivePoolingAllocator", "allocate");
        // /dev/urandom, which never waits, is read for the keys of every TLS connection.
        builder.allowBlockingCallsInside(
                "sun.security.provider.NativePRNG$RandomIO", "implNextBytes");
        // Jackson's, for as long as it works out how to read a type it has not met before.
        builder.allowBlockingCallsInside(
                "tools.jackson.databind.deser.DeserializerCache",
                "_createAndCacheValueDeserializer");
        // Lettuce's, for as long as it counts who writes: thrown out of there, it counts wrong, and
        // whoever writes next spins for ever.
        for (var method : List.of("incrementWriters", "decrementWriters", "doExclusive")) {
            builder.allowBlockingCallsInside("io.lettuce.core.protocol.SharedLock", method);
        }
    }
}
