package io.sluice.bench;

import io.sluice.bench.Load.Outcome;
import io.sluice.bench.Measured.Target;
import io.sluice.bench.MockNode.Manner;
import io.sluice.chain.network.Networks;
import io.sluice.chain.rpc.Agreed;
import io.sluice.chain.rpc.Fanout;
import io.sluice.chain.rpc.RpcNode;
import io.sluice.chain.rpc.RpcNodesForTests;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Reads of which two of three operators must say the same, while the first of them behaves in one
 * way or another. The baseline asks one node after the other and believes the first that answers.
 */
final class FanoutBench {

    private static final int AT_ONCE = 64;
    private static final int MANY = 1000;
    private static final Duration TIME = Duration.ofSeconds(4);
    private static final Duration BASELINE_TIME = Duration.ofSeconds(2);
    private static final Duration WARM_UP = Duration.ofSeconds(2);
    private static final int MOST_WARM_UPS = 8;
    private static final double ENOUGH = 1.05;
    private static final Duration BASELINE_PATIENCE = Duration.ofSeconds(2);

    private static final Target ALL_RIGHT = Target.atMost(0);
    private static final Target FAST = Target.atLeast(2000);
    private static final Target PROMPT = Target.atMost(60);
    private static final Target FEW_THREADS = Target.atMost(30);

    List<Measured> run() {
        warmUp();
        var rows = new ArrayList<Measured>();
        for (var manner : Manner.values()) {
            rows.addAll(row(manner));
        }
        var many = ours(Manner.HEALTHY, MANY, TIME);
        rows.add(new Measured("1000 at once: threads", FEW_THREADS, many.threads(), null));
        rows.add(new Measured("1000 at once: calls/s", null, many.perSecond(), null));
        rows.add(new Measured("1000 at once: unanswered", ALL_RIGHT, many.unanswered(), null));
        return rows;
    }

    /** Until it becomes no faster: a busy machine compiles for long. */
    private static void warmUp() {
        var before = 0.0;
        for (var i = 0; i < MOST_WARM_UPS; i++) {
            var _ = plainly(Manner.HEALTHY, WARM_UP);
            var now = ours(Manner.HEALTHY, AT_ONCE, WARM_UP).perSecond();
            if (now < ENOUGH * before) {
                return;
            }
            before = Math.max(before, now);
        }
    }

    private List<Measured> row(Manner manner) {
        var name = "first node " + manner.name().toLowerCase(Locale.ROOT) + ": ";
        var plain = plainly(manner, BASELINE_TIME);
        var ours = ours(manner, AT_ONCE, TIME);
        return List.of(
                Measured.of(name + "wrong answers", ours.wrong(), plain.wrong()).should(ALL_RIGHT),
                Measured.of(name + "unanswered", ours.unanswered(), plain.unanswered())
                        .should(ALL_RIGHT),
                Measured.of(name + "calls/s", ours.perSecond(), plain.perSecond()).should(FAST),
                Measured.of(name + "p50 ms", ours.millis(0.5), plain.millis(0.5)),
                Measured.of(name + "p99 ms", ours.millis(0.99), plain.millis(0.99)).should(PROMPT),
                Measured.of(name + "threads", ours.threads(), plain.threads()).should(FEW_THREADS),
                Measured.of(name + "bytes/call", ours.bytesPerCall(), plain.bytesPerCall()));
    }

    private static Outcome ours(Manner manner, int atOnce, Duration time) {
        return with(
                manner,
                nodes -> {
                    var fanout = new Fanout(nodes, 2, Duration.ofSeconds(5));
                    return new Load(atOnce, time, number -> agreed(fanout, number)).run();
                });
    }

    private static Outcome plainly(Manner manner, Duration time) {
        return with(
                manner, nodes -> new Load(AT_ONCE, time, number -> plainly(nodes, number)).run());
    }

    private static Outcome with(Manner manner, Function<List<RpcNode>, Outcome> load) {
        var mocks =
                List.of(
                        new MockNode("one", manner),
                        new MockNode("two", Manner.HEALTHY),
                        new MockNode("three", Manner.HEALTHY));
        try {
            var configured = mocks.stream().map(MockNode::configured).toList();
            return load.apply(RpcNodesForTests.of(Networks.servedBy(configured)));
        } finally {
            mocks.forEach(MockNode::close);
        }
    }

    private static Mono<String> agreed(Fanout fanout, long number) {
        return fanout.agree("read", number, node -> read(node, number)).map(Agreed::value);
    }

    private static Mono<String> plainly(List<RpcNode> nodes, long number) {
        return Flux.fromIterable(nodes)
                .concatMap(
                        node ->
                                read(node, number)
                                        .timeout(BASELINE_PATIENCE)
                                        .onErrorResume(_ -> Mono.empty()),
                        1)
                .next()
                .switchIfEmpty(Mono.error(() -> new IllegalStateException("no answer")));
    }

    private static Mono<String> read(RpcNode node, long number) {
        return node.call(
                "eth_getBalance", List.of("0x" + Long.toHexString(number), "latest"), String.class);
    }
}
