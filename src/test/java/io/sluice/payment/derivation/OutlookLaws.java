package io.sluice.payment.derivation;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.chain.ChainView;
import io.sluice.money.ChainId;
import io.sluice.payment.derivation.Outlook.Cause;
import io.sluice.payment.derivation.Outlook.Due;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A payment that is not looked at has not changed. */
final class OutlookLaws {

    private static final long FAR_MILLIS = World.OPENED.plusSeconds(1_000_000).toEpochMilli();
    private static final long FAR_HEIGHT = 1_000_000;

    private OutlookLaws() {}

    /** Along the history itself, also when a chain moves back. */
    static void sleepsOnlyWhileNothingChanges(Scene scene) {
        var asleep = scene.moment().asleep();
        if (asleep != null) {
            assertThat(whateverBlocks(scene.derived().standing()))
                    .isEqualTo(whateverBlocks(asleep.standing()));
        }
    }

    /** A chain that moves back blocks again, and nobody waits for that to be told. */
    private static Standing whateverBlocks(Standing it) {
        return new Standing(
                it.status(),
                it.choice(),
                it.amounts(),
                it.exceptions(),
                it.nextAction(),
                List.of(),
                it.arrivals(),
                it.resolutions());
    }

    /** Off the history: clock and chains move to where they are one short of each threshold. */
    static void nothingChangesBeforeAThreshold(Scene scene) {
        var asleep = scene.moment().asleep();
        var dice = scene.dice();
        if (asleep == null || asleep.equals(scene.before().asleep())) {
            return;
        }
        var causes = new HashSet<String>();
        for (var due : asleep.dues()) {
            assertThat(causes.add(due.cause() + " " + due.chain())).isTrue();
        }
        var evidence = asleep.evidence();
        var views = new HashMap<ChainId, ChainView>();
        for (var chain : Market.CHAINS) {
            views.put(chain, justBefore(asleep, chain, evidence.views().get(chain), dice));
        }
        var later =
                new Evidence(
                        evidence.terms(),
                        evidence.facts(),
                        evidence.transfers(),
                        Map.copyOf(views));
        var now = moment(asleep, dice);

        assertThat(Written.at(later, now).standing()).isEqualTo(asleep.standing());
    }

    private static Instant moment(Written asleep, Dice dice) {
        var now = asleep.at().toEpochMilli();
        return Instant.ofEpochMilli(
                somewhere(now, limit(asleep, Cause.CLOCK, null, FAR_MILLIS), dice));
    }

    private static ChainView justBefore(
            Written asleep, ChainId chain, @Nullable ChainView view, Dice dice) {
        var time = view == null ? World.OPENED.minusSeconds(99) : view.readThrough();
        var read =
                somewhere(
                        time.toEpochMilli(),
                        limit(asleep, Cause.CHAIN_TIME, chain, FAR_MILLIS),
                        dice);
        return new ChainView(
                chain,
                height(asleep, Cause.HEIGHT, chain, view == null ? -1 : view.height(), dice),
                "0xlater",
                view == null ? time : view.time(),
                Instant.ofEpochMilli(read),
                height(asleep, Cause.SAFE, chain, view == null ? -1 : view.safe(), dice),
                height(asleep, Cause.FINALIZED, chain, view == null ? -1 : view.finalized(), dice),
                0);
    }

    private static long height(Written asleep, Cause cause, ChainId chain, long now, Dice dice) {
        return somewhere(now, limit(asleep, cause, chain, FAR_HEIGHT), dice);
    }

    private static long somewhere(long now, long limit, Dice dice) {
        assertThat(limit).isGreaterThanOrEqualTo(now);
        return switch (dice.upTo(3)) {
            case 0 -> now;
            case 1 -> now + (limit - now) / 2;
            default -> limit;
        };
    }

    /** The last value at which the payment may sleep on. */
    private static long limit(Written asleep, Cause cause, @Nullable ChainId chain, long far) {
        for (Due due : asleep.dues()) {
            if (due.cause() == cause && Objects.equals(due.chain(), chain)) {
                return due.threshold() - 1;
            }
        }
        return far;
    }
}
