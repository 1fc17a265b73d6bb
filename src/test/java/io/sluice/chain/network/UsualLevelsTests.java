package io.sluice.chain.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.chain.ChainView;
import io.sluice.chain.Finality;
import io.sluice.chain.Finality.Tag;
import io.sluice.chain.network.Network.Level;
import io.sluice.money.ChainId;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsualLevelsTests {

    private static final List<String> KNOWN =
            List.of("1", "10", "8453", "42161", "137", "56", "43114", "31337", "999999999");

    @ParameterizedTest
    @CsvSource({
        "1,     3 NONE,  12 SAFE,      12 FINALIZED,  1 FINALIZED",
        "10,    5 NONE,  5 SAFE,       5 FINALIZED,   1 FINALIZED",
        "8453,  5 NONE,  5 SAFE,       5 FINALIZED,   1 FINALIZED",
        "42161, 20 NONE, 20 SAFE,      20 FINALIZED,  1 FINALIZED",
        "137,   16 NONE, 32 FINALIZED, 256 FINALIZED, 32 FINALIZED",
        "56,    10 NONE, 15 FINALIZED, 50 FINALIZED,  15 FINALIZED",
        "43114, 1 NONE,  2 NONE,       2 FINALIZED,   1 FINALIZED",
        "31337, 50 NONE, 50 NONE,      1024 NONE,     1 FINALIZED"
    })
    void asksForWhatIsEnoughOnEachChain(
            String chain, String small, String normal, String large, String settled) {
        assertThat(on(chain))
                .isEqualTo(
                        new Levels(
                                level(small),
                                level(normal),
                                level(large),
                                new Settled(level(settled).depth(), level(settled).tag())));
    }

    @Test
    void goesByTheTagOfAnUnknownChainThatIsSeenToMove() {
        var levels = UsualLevels.on(new ChainId("eip155:31337"), true);

        assertThat(levels.small()).isEqualTo(level("1 FINALIZED"));
        assertThat(levels.normal()).isEqualTo(level("1 FINALIZED"));
        assertThat(levels.large()).isEqualTo(level("1024 FINALIZED"));
    }

    @Test
    void waitsForTheTagsOfKnownChainsWhetherTheyMoveOrNot() {
        for (var chain : KNOWN.subList(0, 7)) {
            assertThat(UsualLevels.on(new ChainId("eip155:" + chain), true)).isEqualTo(on(chain));
        }
    }

    @RepeatedTest(100)
    void asksAtLeastAsMuchOfLargerPayments(RepetitionInfo run) {
        var random = new Random(run.getCurrentRepetition());
        var chain = new ChainId("eip155:" + KNOWN.get(random.nextInt(KNOWN.size())));
        var levels = UsualLevels.on(chain, random.nextBoolean());
        var head = random.nextInt(2_000);
        var safe = random.nextInt(-1, head + 1);
        var at =
                new ChainView(
                        new ChainId("eip155:1"),
                        head,
                        "0x",
                        Instant.EPOCH,
                        Instant.EPOCH,
                        safe,
                        safe < 0 ? -1 : random.nextInt(-1, safe + 1),
                        1);
        var height = random.nextInt(head + 1);

        if (reached(levels.large(), height, at)) {
            assertThat(reached(levels.normal(), height, at)).isTrue();
        }
        if (reached(levels.normal(), height, at)) {
            assertThat(reached(levels.small(), height, at)).isTrue();
        }
    }

    @RepeatedTest(100)
    void callsNothingFinalThatIsNotReadOrNotDeepOrNotTagged(RepetitionInfo run) {
        var random = new Random(run.getCurrentRepetition());
        var settled =
                new Settled(
                        1 + random.nextInt(300), random.nextBoolean() ? Tag.NONE : Tag.FINALIZED);
        var read = random.nextLong(1_000);
        var tagged = random.nextLong(-1, 1_000);

        var reached = settled.reached(read, tagged);

        assertThat(reached).isBetween(-1L, read);
        assertThat(reached).isLessThanOrEqualTo(Math.max(-1, read - settled.depth() + 1));
        if (settled.tag() == Tag.FINALIZED) {
            assertThat(reached).isLessThanOrEqualTo(tagged);
        } else {
            assertThat(reached).isEqualTo(settled.reached(read, -1));
        }
        assertThat(settled.reached(read + 1, tagged + 1)).isBetween(reached, reached + 1);
    }

    private static boolean reached(Level level, long height, ChainView view) {
        return new Finality("any", level.depth(), level.tag()).reachedAt(height, view);
    }

    private static Levels on(String chain) {
        return UsualLevels.on(new ChainId("eip155:" + chain), false);
    }

    private static Level level(String text) {
        var words = text.split(" ", -1);
        return new Level(Integer.parseInt(words[0]), Tag.valueOf(words[1]));
    }
}
