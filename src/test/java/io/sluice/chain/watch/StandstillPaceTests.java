package io.sluice.chain.watch;

import static io.sluice.chain.network.Networks.IDLE_MARGIN;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.chain.ChainView;
import io.sluice.chain.family.Served;
import io.sluice.sandbox.Eventually;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

/** However often nodes are asked, a chain that stands still costs the database little. */
class StandstillPaceTests {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final SimulatedChain chain = new SimulatedChain(8);
    private final Watching watching = new Watching();
    private final Standstill standstill =
            new Standstill(watching.recorder, Mono.empty(), IDLE_MARGIN);

    @BeforeEach
    void begin() {
        chain.mine(List.of());
        watching.watch(chain).follow().as(StepVerifier::create).verifyComplete();
    }

    @Test
    void writesAtMostOnceForEachSecondThatPasses() {
        watching.views.clear();
        var cursor = watching.cursor();
        var begun = cursor.time().plusSeconds(3_600);
        for (var tenths = 0; tenths < 50; tenths++) {
            cursor = standsStill(cursor, begun.plusMillis(tenths * 100L));
        }

        assertThat(cursor).isEqualTo(watching.cursor());
        assertThat(cursor.readThrough()).isEqualTo(begun.plusSeconds(4).minus(IDLE_MARGIN));
        assertThat(watching.views).hasSize(5);
    }

    @Test
    void writesAtMostOnceASecondAlsoWhenTheDatabaseIsBehind() {
        watching.views.clear();
        var cursor = watching.cursor();
        var begun = Instant.now().plus(Duration.ofDays(1));
        for (var tenths = 0; tenths < 50; tenths++) {
            cursor = standsStill(cursor, begun.plusMillis(tenths * 100L));
        }

        assertThat(watching.views).hasSize(5);
    }

    @Test
    void readsTheCursorOnceHoweverOftenNodesAreAsked() {
        var words = Sinks.many().unicast().<Served>onBackpressureBuffer();
        var loads = new AtomicInteger();
        var counted = new CountedCursors(watching.cursors, loads);
        chain.tell(words.asFlux());
        var time = watching.cursor().time();

        var running = watching.watch(chain, Mono.empty(), counted).follow().subscribe();
        for (var minutes = 1; minutes <= 5; minutes++) {
            chain.askedAt(time.plusSeconds(minutes * 60L).plus(IDLE_MARGIN));
            words.tryEmitNext(chain.now()).orThrow();
            var until = time.plusSeconds(minutes * 60L);
            Eventually.holds(PATIENCE, () -> watching.cursor().readThrough().equals(until));
        }
        running.dispose();

        assertThat(loads).hasValue(1);
    }

    private ChainView standsStill(ChainView cursor, Instant asked) {
        var tip = new Served.Tip(cursor.height(), cursor.hash(), asked);
        var served = new Served(cursor.height(), 0, 0, Set.of(cursor.hash()), tip);
        return standstill.note(cursor, served).blockOptional().orElseThrow();
    }
}
