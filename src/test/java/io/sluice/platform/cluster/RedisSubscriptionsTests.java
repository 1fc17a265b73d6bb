package io.sluice.platform.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisException;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.lettuce.core.pubsub.api.async.RedisPubSubAsyncCommands;
import io.sluice.platform.cluster.Bus.Heard;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

class RedisSubscriptionsTests {

    private final List<String> asked = new ArrayList<>();
    private final AtomicInteger changes = new AtomicInteger();
    private final Listeners listeners = new Listeners(_ -> {}, _ -> {});
    private final RedisSubscriptions subscriptions =
            new RedisSubscriptions(PubSub.SHARDED, listeners, changes::incrementAndGet);
    private final AtomicInteger closed = new AtomicInteger();
    private boolean refusing;

    @Test
    void asksAgainForAChannelTheDriverRefusedToAskFor() {
        refusing = true;
        subscriptions.use(connection());
        subscriptions.subscribe("c");

        refusing = false;
        subscriptions.subscribe("c");

        assertThat(asked).containsExactly("c");
    }

    @Test
    void doesNotMindADriverThatRefusesToGiveUpAChannel() {
        subscriptions.use(connection());
        refusing = true;

        subscriptions.unsubscribe("c");

        assertThat(subscriptions.hears("c")).isFalse();
    }

    @Test
    void closesTheConnectionItHasAndOneThatComesOnlyAfterwards() {
        subscriptions.use(connection());
        subscriptions.close();
        assertThat(closed).hasValue(1);

        subscriptions.use(connection());
        assertThat(closed).hasValue(2);
    }

    @Test
    @SuppressWarnings("NullAway") // nobody looks at which connection it is
    void hearsAChannelFromItsConfirmationUntilTheServerOrTheConnectionGoes() {
        subscriptions.use(connection());
        assertThat(subscriptions.hears("c")).isFalse();

        subscriptions.ssubscribed("c", 1);
        assertThat(subscriptions.hears("c")).isTrue();
        subscriptions.sunsubscribed("c", 0);
        assertThat(subscriptions.hears("c")).isFalse();

        subscriptions.ssubscribed("c", 1);
        subscriptions.onRedisDisconnected(null);
        assertThat(subscriptions.hears("c")).isFalse();
    }

    @Test
    void tellsOfAGapAndCallsForALookWhenAServerGaveAChannelAway() {
        listeners
                .listen("c")
                .as(StepVerifier::create)
                .expectNext(new Heard.Gap())
                .then(() -> subscriptions.sunsubscribed("c", 0))
                .expectNext(new Heard.Gap())
                .then(() -> assertThat(changes).hasValue(1))
                .thenCancel()
                .verify(Duration.ofSeconds(10));

        subscriptions.sunsubscribed("c", 0);
        assertThat(changes).hasValue(1);
    }

    @SuppressWarnings("unchecked")
    private StatefulRedisPubSubConnection<String, byte[]> connection() {
        var commands = fake(RedisPubSubAsyncCommands.class, this::command);
        return fake(
                StatefulRedisPubSubConnection.class,
                (_, method, _) -> {
                    if (method.getName().equals("closeAsync")) {
                        closed.incrementAndGet();
                    }
                    return method.getName().equals("async") ? commands : null;
                });
    }

    private @Nullable Object command(Object commands, Method method, Object[] arguments) {
        if (refusing) {
            throw new RedisException("the queue is full");
        }
        if (method.getName().equals("ssubscribe") && arguments[0] instanceof String[] channels) {
            asked.addAll(List.of(channels));
        }
        return null;
    }

    private static <T> T fake(Class<T> type, InvocationHandler answer) {
        var loader = type.getClassLoader();
        return type.cast(Proxy.newProxyInstance(loader, new Class<?>[] {type}, answer));
    }
}
