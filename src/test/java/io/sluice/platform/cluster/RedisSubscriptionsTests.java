package io.sluice.platform.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisException;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.lettuce.core.pubsub.api.async.RedisPubSubAsyncCommands;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RedisSubscriptionsTests {

    private final RedisSubscriptions subscriptions = new RedisSubscriptions();
    private final List<String> asked = new ArrayList<>();
    private boolean refusing = true;

    @Test
    void asksAgainForAChannelTheDriverRefusedToAskFor() {
        subscriptions.use(connection());
        var listening = subscriptions.listen("c").subscribe();
        subscriptions.subscribeMissing();

        refusing = false;
        subscriptions.subscribeMissing();

        assertThat(asked).containsExactly("c");
        listening.dispose();
    }

    @SuppressWarnings("unchecked")
    private StatefulRedisPubSubConnection<String, byte[]> connection() {
        var commands = fake(RedisPubSubAsyncCommands.class, this::command);
        return fake(
                StatefulRedisPubSubConnection.class,
                (_, method, _) -> method.getName().equals("async") ? commands : null);
    }

    private @Nullable Object command(Object commands, Method method, Object[] arguments) {
        if (refusing) {
            throw new RedisException("the queue is full");
        }
        if (method.getName().equals("subscribe") && arguments[0] instanceof String[] channels) {
            asked.addAll(List.of(channels));
        }
        return null;
    }

    private static <T> T fake(Class<T> type, InvocationHandler answer) {
        var loader = type.getClassLoader();
        return type.cast(Proxy.newProxyInstance(loader, new Class<?>[] {type}, answer));
    }
}
