package io.sluice.chain.rpc;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * In which order the nodes of a chain are asked one kind of question: the better ones first. Those
 * of about the same worth keep their places, and now and then another one goes first, so that it is
 * noticed when it has become better.
 */
final class Ranking {

    /** A node overtakes another one when it costs less than this part of it. */
    private static final double BETTER = 0.7;

    private static final double NOTICEABLE = TimeUnit.MILLISECONDS.toNanos(1);
    private static final int CALLS_BETWEEN_TRIALS = 16;
    private static final long BETWEEN_TRIALS = TimeUnit.SECONDS.toNanos(1);

    private static final Duration SOONEST = Duration.ofMillis(20);
    private static final Duration LATEST = Duration.ofSeconds(1);
    private static final Duration UNKNOWN = Duration.ofMillis(250);

    private final LongSupplier nanos;
    private final List<RpcNode> order;
    private final Map<String, Track> tracks = new HashMap<>();
    private long tried;
    private int calls;
    private int trials;

    Ranking(List<RpcNode> nodes, LongSupplier nanos) {
        this.nanos = nanos;
        order = new ArrayList<>(nodes);
        nodes.forEach(node -> tracks.put(node.name(), new Track()));
        tried = nanos.getAsLong();
    }

    LongSupplier nanos() {
        return nanos;
    }

    /** All nodes, the one to ask first at first. */
    synchronized List<RpcNode> now() {
        var now = nanos.getAsLong();
        for (var i = 1; i < order.size(); i++) {
            if (isBetter(order.get(i), order.get(i - 1), now)) {
                Collections.swap(order, i, i - 1);
            }
        }
        return isTrial(now) ? withAnotherFirst() : List.copyOf(order);
    }

    /** What {@code operators} said was not what the others said. */
    void contradicted(Set<String> operators) {
        if (!operators.isEmpty()) {
            synchronized (this) {
                order.stream()
                        .filter(node -> operators.contains(node.operator()))
                        .forEach(node -> track(node).failed(nanos.getAsLong()));
            }
        }
    }

    Track track(RpcNode node) {
        return tracks.getOrDefault(node.name(), new Track());
    }

    /** After which time without an answer of {@code node} another one is asked as well. */
    Duration hedgeAfter(RpcNode node) {
        var usual = track(node).p95().or(this::best).orElse(UNKNOWN);
        return usual.compareTo(SOONEST) < 0
                ? SOONEST
                : usual.compareTo(LATEST) > 0 ? LATEST : usual;
    }

    private Optional<Duration> best() {
        return tracks.values().stream().flatMap(it -> it.p95().stream()).min(Duration::compareTo);
    }

    private boolean isBetter(RpcNode node, RpcNode before, long now) {
        return track(node).cost(now) + NOTICEABLE < BETTER * track(before).cost(now);
    }

    private boolean isTrial(long now) {
        calls++;
        if (order.size() < 2 || calls < CALLS_BETWEEN_TRIALS || now - tried < BETWEEN_TRIALS) {
            return false;
        }
        calls = 0;
        tried = now;
        return true;
    }

    private List<RpcNode> withAnotherFirst() {
        var other = 1 + trials++ % (order.size() - 1);
        var turned = new ArrayList<>(order);
        turned.addFirst(turned.remove(other));
        return turned;
    }
}
