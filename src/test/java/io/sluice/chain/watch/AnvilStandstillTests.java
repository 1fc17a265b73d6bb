package io.sluice.chain.watch;

import static io.sluice.chain.network.Networks.IDLE_MARGIN;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.chain.evm.EvmFamilies;
import io.sluice.chain.network.Networks;
import io.sluice.sandbox.AnvilChain;
import io.sluice.sandbox.Eventually;
import io.sluice.sandbox.Lies;
import io.sluice.sandbox.NodeFault;
import io.sluice.sandbox.NodeProxy;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.Disposable;

/** A real chain that makes no blocks, behind three nodes. */
@TestInstance(Lifecycle.PER_CLASS)
class AnvilStandstillTests {

    private static final Duration PATIENT = Duration.ofSeconds(20);

    /** What was asked before a fault and is answered after it. */
    private static final Duration EXCUSED = Duration.ofMillis(500);

    private final AnvilChain chain = AnvilChain.start(AnvilChain.Options.manual());
    private final List<NodeProxy> nodes =
            Stream.of("a", "b", "c").map(it -> NodeProxy.before(chain, it)).toList();
    private final Watching watching = new Watching();
    private Disposable running = () -> {};

    @BeforeAll
    void begin() {
        chain.mine(1);
        var urls = nodes.stream().map(NodeProxy::url).toArray(URI[]::new);
        var network = Networks.sandbox(Networks.TOKEN, urls);
        var reader = EvmFamilies.all().require("eip155").reader(network, Map.of());
        running = watching.watch(reader).follow().subscribe();
        Eventually.holds(PATIENT, () -> watching.cursors.load(network.id()).block() != null);
    }

    @AfterEach
    void heal() {
        nodes.forEach(NodeProxy::heal);
    }

    @AfterAll
    void stop() {
        running.dispose();
        nodes.forEach(NodeProxy::close);
        chain.close();
    }

    @Test
    void timePassesOnAChainThatStandsStillAndNeverFasterThanItWasAsked() {
        for (var i = 0; i < 3; i++) {
            var before = passed();
            Eventually.holds(PATIENT, () -> passed().isAfter(before));

            assertThat(passed()).isBeforeOrEqualTo(Instant.now().minus(IDLE_MARGIN));
        }
        assertThat(watching.cursor().time()).isEqualTo(chain.time(chain.height()));
    }

    @Test
    void timePassesWhateverOneOfThreeDoes() {
        for (var fault : faults().toList()) {
            nodes.get(1).behave(fault);
            var before = passed();

            Eventually.holds(PATIENT, () -> passed().isAfter(before.plusSeconds(1)));
        }
    }

    static Stream<NodeFault> faults() {
        return Stream.of(
                new NodeFault.Hang(),
                new NodeFault.Dead(),
                new NodeFault.Lagging(1),
                new NodeFault.Lying(Lies.otherHashes()),
                new NodeFault.Lying(Lies.headAhead(1)));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void timeStandsWhenOnlyOneOperatorStillNamesTheNewestBlock(NodeFault fault) {
        Eventually.holds(PATIENT, () -> chain.height() == watching.cursor().height());
        nodes.get(0).behave(fault);
        nodes.get(1).behave(new NodeFault.Dead());
        var mostKnown = Instant.now().minus(IDLE_MARGIN);

        isAskedForLongerThanANoteTakes();

        assertThat(passed()).isBeforeOrEqualTo(mostKnown.plus(EXCUSED));
    }

    @Test
    void timeStandsWhenTheHeadHasMovedOnToABlockThatCannotBeRead() {
        var before = watching.cursor();
        nodes.get(0).behave(new NodeFault.Dead());
        nodes.get(1).behave(new NodeFault.Lying(Lies.otherHashes()));
        chain.mine(1);
        var mostKnown = Instant.now().minus(IDLE_MARGIN);

        isAskedForLongerThanANoteTakes();

        assertThat(watching.cursor().height()).isEqualTo(before.height());
        assertThat(passed()).isBeforeOrEqualTo(mostKnown.plus(EXCUSED));
        heal();
        Eventually.holds(PATIENT, () -> watching.cursor().height() == before.height() + 1);
    }

    private Instant passed() {
        return watching.cursor().readThrough();
    }

    /** A step after the last note that is excused at all, somebody would have taken the next. */
    private void isAskedForLongerThanANoteTakes() {
        var end = Instant.now().plus(EXCUSED).plusSeconds(1).plusMillis(200);
        Eventually.holds(PATIENT, () -> Instant.now().isAfter(end));
        var before = nodes.get(2).questions();
        Eventually.holds(PATIENT, () -> nodes.get(2).questions() > before + 30);
    }
}
