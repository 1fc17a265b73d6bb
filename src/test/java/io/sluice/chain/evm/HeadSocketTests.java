package io.sluice.chain.evm;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.chain.network.Networks;
import io.sluice.chain.rpc.RpcNodesForTests;
import io.sluice.platform.tls.Authorities;
import io.sluice.sandbox.AnvilChain;
import io.sluice.sandbox.Eventually;
import io.sluice.sandbox.NodeFault;
import io.sluice.sandbox.NodeProxy;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;

class HeadSocketTests {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration SELDOM = Duration.ofSeconds(20);
    private static final Duration OFTEN = Duration.ofMillis(100);

    private final AnvilChain chain = AnvilChain.start(AnvilChain.Options.manual());
    private final NodeProxy node = NodeProxy.before(chain, "a");
    private final HeadSocket socket =
            new HeadSocket("a", node.webSocket(), Map.of(), Authorities.system());
    private final AtomicLong head = new AtomicLong(-1);
    private final AtomicInteger hints = new AtomicInteger();

    private Disposable listening = Disposables.disposed();

    @AfterEach
    void stop() {
        listening.dispose();
        node.close();
        chain.close();
    }

    @Test
    void letsANodeBeAskedLongBeforeItsTurn() {
        follow(SELDOM);
        knows(0);
        Eventually.holds(PATIENCE, () -> hints.get() > 0);

        chain.mine(1);
        knows(1);
        chain.mine(1);
        knows(2);
    }

    @Test
    void changesNothingButLatencyWhenItDiesSilently() {
        follow(OFTEN);
        Eventually.holds(PATIENCE, () -> hints.get() > 0);
        node.behave(new NodeFault.Lagging(0));
        var before = hints.get();

        chain.mine(1);
        knows(1);

        assertThat(hints).hasValue(before);
    }

    @Test
    void isOpenedAgainWhenItIsSilentWhileOthersGoOn() {
        listening = socket.heard().subscribe(_ -> hints.incrementAndGet());
        Eventually.holds(PATIENCE, () -> hints.get() > 0);
        node.behave(new NodeFault.Lagging(0));
        chain.mine(1);
        var handshakes = node.questions();

        socket.othersWentOn();
        socket.othersWentOn();
        assertThat(node.questions()).isEqualTo(handshakes);
        socket.othersWentOn();
        Eventually.holds(PATIENCE, () -> node.questions() > handshakes);

        node.heal();
        Eventually.holds(
                PATIENCE,
                () -> {
                    chain.mine(1);
                    return hints.get() > 2;
                });
    }

    @Test
    void isOpenedAgainWhenTheNodeRestarts() {
        listening = socket.heard().subscribe(_ -> hints.incrementAndGet());
        Eventually.holds(PATIENCE, () -> hints.get() > 0);

        node.behave(new NodeFault.Dead());
        node.heal();

        Eventually.holds(PATIENCE, () -> hints.get() > 1);
    }

    private void follow(Duration poll) {
        var network = Networks.sandbox(Networks.TOKEN, node.url());
        var pulse =
                new NodePulse(
                        RpcNodesForTests.of(network).getFirst(),
                        Networks.SANDBOX,
                        poll,
                        Duration.ofSeconds(5),
                        counted(),
                        InstantSource.system());
        listening = pulse.standings().subscribe(it -> head.set(it.head().height()));
    }

    private HeadHints counted() {
        return new HeadHints() {
            @Override
            public Flux<Boolean> heard() {
                return socket.heard().doOnNext(_ -> hints.incrementAndGet());
            }

            @Override
            public void othersWentOn() {
                socket.othersWentOn();
            }
        };
    }

    private void knows(long height) {
        Eventually.holds(PATIENCE, () -> head.get() == height);
    }
}
