package io.sluice.platform.cluster;

import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.cluster.PipelinedRedisFuture;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** A connection for commands that is there when Redis is, and keeps nobody waiting when not. */
final class RedisLine {

    private final Duration patience;
    private volatile @Nullable RedisClusterAsyncCommands<String, byte[]> connection;

    /**
     * @param patience how long one command may take
     */
    RedisLine(Duration patience) {
        this.patience = patience;
    }

    /** Goes on with these, of one server or of a cluster. */
    void use(RedisClusterAsyncCommands<String, byte[]> connected) {
        connection = connected;
    }

    /** Sends a command; fails at once while there is no connection. */
    <T> Mono<T> send(
            Function<RedisClusterAsyncCommands<String, byte[]>, CompletionStage<T>> command) {
        return Mono.defer(() -> Mono.fromCompletionStage(command.apply(commands())))
                .timeout(patience);
    }

    /** The same for who cannot stand that asking fails: what comes of it does. */
    <T> RedisFuture<T> begin(
            Function<RedisClusterAsyncCommands<String, byte[]>, RedisFuture<T>> command) {
        try {
            return command.apply(commands());
        } catch (RuntimeException e) {
            return new PipelinedRedisFuture<>(CompletableFuture.<T>failedFuture(e));
        }
    }

    private RedisClusterAsyncCommands<String, byte[]> commands() {
        var open = connection;
        if (open == null) {
            throw new RedisConnectionException("Redis was not reached yet");
        }
        return open;
    }
}
