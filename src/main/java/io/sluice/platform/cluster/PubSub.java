package io.sluice.platform.cluster;

import io.lettuce.core.pubsub.api.async.RedisPubSubAsyncCommands;

/** The two kinds of channels that Redis has. */
enum PubSub {
    /** Known to every server of a cluster, which all pass on every message. */
    CLASSIC {
        @Override
        void subscribe(RedisPubSubAsyncCommands<String, byte[]> commands, String channel) {
            var _ = commands.subscribe(channel);
        }

        @Override
        void unsubscribe(RedisPubSubAsyncCommands<String, byte[]> commands, String channel) {
            var _ = commands.unsubscribe(channel);
        }
    },

    /** Known only to the servers of the channel's slot. */
    SHARDED {
        @Override
        void subscribe(RedisPubSubAsyncCommands<String, byte[]> commands, String channel) {
            var _ = commands.ssubscribe(channel);
        }

        @Override
        void unsubscribe(RedisPubSubAsyncCommands<String, byte[]> commands, String channel) {
            var _ = commands.sunsubscribe(channel);
        }
    };

    abstract void subscribe(RedisPubSubAsyncCommands<String, byte[]> commands, String channel);

    abstract void unsubscribe(RedisPubSubAsyncCommands<String, byte[]> commands, String channel);
}
