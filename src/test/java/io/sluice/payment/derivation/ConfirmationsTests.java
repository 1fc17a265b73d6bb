package io.sluice.payment.derivation;

import static io.sluice.payment.derivation.World.CHAIN;
import static io.sluice.payment.derivation.World.OPENED;
import static io.sluice.payment.derivation.World.at;
import static io.sluice.payment.derivation.World.choice;
import static io.sluice.payment.derivation.World.paid;
import static io.sluice.payment.derivation.World.terms;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.chain.ChainView;
import io.sluice.chain.Finality;
import io.sluice.chain.Finality.Tag;
import io.sluice.payment.Progress;
import io.sluice.payment.Progress.Wait;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Why a payment still waits, and until about when: a block every twelve seconds. */
class ConfirmationsTests {

    private static final Duration PACE = Duration.ofSeconds(12);
    private static final Instant HEAD = OPENED.plusSeconds(100);

    @Test
    void waitsForMoreBlocks() {
        var progress = progress(new Finality("small", 5, Tag.NONE), 11, -1, -1, HEAD);

        assertThat(progress).isEqualTo(new Progress(2, 5, Wait.BLOCKS, 3L, HEAD.plusSeconds(36)));
    }

    @Test
    void waitsForTheTagOnceItIsDeepEnough() {
        var progress = progress(new Finality("normal", 3, Tag.SAFE), 20, 6, 2, HEAD);

        assertThat(progress).isEqualTo(new Progress(3, 3, Wait.SAFE, 4L, HEAD.plusSeconds(48)));
    }

    @Test
    void waitsForTheLongerOfBoth() {
        var progress = progress(new Finality("large", 12, Tag.FINALIZED), 15, 14, 2, HEAD);

        assertThat(progress).isEqualTo(new Progress(6, 12, Wait.BLOCKS, 8L, HEAD.plusSeconds(96)));
    }

    @Test
    void tellsNoTimeWhenTheChainServesNoTag() {
        var progress = progress(new Finality("large", 1, Tag.FINALIZED), 15, -1, -1, HEAD);

        assertThat(progress).isEqualTo(new Progress(1, 1, Wait.FINALIZED, null, null));
    }

    @Test
    void tellsNoTimeWhenTheChainStandsStillOrItsPaceIsUnknown() {
        var finality = new Finality("small", 5, Tag.NONE);

        var stalled = progress(finality, 11, -1, -1, HEAD.plusSeconds(600));
        var unpaced = confirmations(finality, 11, -1, -1, null).progress(HEAD).orElseThrow();

        assertThat(stalled).isEqualTo(new Progress(2, 5, Wait.BLOCKS, 3L, null));
        assertThat(unpaced.estimatedAt()).isNull();
    }

    private static Progress progress(
            Finality finality, long height, long safe, long finalized, Instant now) {
        return confirmations(finality, height, safe, finalized, PACE).progress(now).orElseThrow();
    }

    private static Confirmations confirmations(
            Finality finality, long height, long safe, long finalized, @Nullable Duration pace) {
        var usual = choice("quo_1", World.USDC, "100", World.DEADLINE);
        var policy = usual.policy();
        var asked =
                new Choice(
                        usual.quote(),
                        usual.need(),
                        usual.deposit(),
                        new Policy(
                                finality,
                                policy.tolerance(),
                                policy.late(),
                                policy.maximumLateness(),
                                policy.skew()));
        var view = new ChainView(CHAIN, height, "0x", HEAD, HEAD, safe, finalized, height);
        var evidence = at(Evidence.of(terms(asked)), view).with(paid("0x1", "100", 10));
        return new Confirmations(evidence, pace);
    }
}
