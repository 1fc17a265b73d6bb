package io.sluice.e2e;

import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.e2e.Order.Plan;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/** A client that opens payments, sometimes twice at once, and takes some of them back. */
final class Shop {

    final Queue<Order> orders = new ConcurrentLinkedQueue<>();

    private final PatientClient client;
    private final Partner partner;
    private final Random random;
    private final Consumer<Order> onOpened;

    Shop(PatientClient client, Partner partner, Random random, Consumer<Order> onOpened) {
        this.client = client;
        this.partner = partner;
        this.random = random;
        this.onOpened = onOpened;
    }

    /** One payment, opened for sure. */
    void sell() {
        var order = Order.any(partner, random);
        orders.add(order);
        order.opened(random.nextInt(4) == 0 ? openTwice(order) : open(order));
        onOpened.accept(order);
        if (order.plan == Plan.CANCEL) {
            Pause.upTo(ofMillis(500), random);
            order.canceled(client.post(order.path() + "/cancel", "", order.cancelKey));
        }
        Pause.upTo(ofMillis(800), random);
    }

    private Reply open(Order order) {
        return client.post("/v1/payments", order.body, order.key);
    }

    /** As an impatient user does: two requests with one key are one payment. */
    private Reply openTwice(Order order) {
        var second = CompletableFuture.supplyAsync(() -> open(order), Thread::startVirtualThread);
        var first = open(order);
        assertThat(second.join().body()).as("%s", order).isEqualTo(first.body());
        return first;
    }
}
