package io.sluice.payment.derivation;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Makes a history up. */
final class HistoryWriter {

    private static final int MOST_OFFERS = 4;

    private final Dice dice;
    private final Market market;
    private final Terms opening;
    private final Payer payer;
    private final List<FakeChain> chains;
    private final List<Step> steps = new ArrayList<>();
    private final Duration pause;
    private final int forks;
    private final boolean isPunctual;
    private Instant now = World.OPENED;
    private boolean isCanceled;

    HistoryWriter(Dice dice) {
        this.dice = dice;
        this.market = new Market(dice);
        this.opening = market.terms();
        this.payer = new Payer(dice, market);
        this.chains =
                Market.CHAINS.stream()
                        .map(it -> new FakeChain(it, dice, World.OPENED.minusSeconds(9)))
                        .toList();
        this.pause = dice.any(Duration.ofSeconds(2), Duration.ofSeconds(8), Duration.ofSeconds(16));
        this.forks = dice.any(1, 4, 7);
        this.isPunctual = dice.oneIn(2);
    }

    History write() {
        if (opening.chooseBy() == null) {
            offerOften();
        }
        for (var left = dice.between(12, 35); left > 0; left--) {
            pass(pause);
            step();
        }
        if (payer.isLate() || dice.oneIn(2)) {
            end();
        }
        return new History(opening, List.copyOf(steps));
    }

    private void step() {
        var throwing = dice.upTo(99);
        if (payer.offers() == 0 && dice.oneIn(3)) {
            offerOften();
        } else if (throwing < 40) {
            grow(dice.any(chains));
        } else if (throwing < 62) {
            derive(dice.oneIn(4) ? Duration.ofSeconds(9) : Duration.ZERO);
        } else if (throwing < 84) {
            move(dice.any(chains));
        } else if (throwing < 87) {
            steps.add(new Step.Waited(now));
        } else if (throwing < 90) {
            offer();
        } else if (throwing < 92) {
            cancel();
        } else if (throwing < 95) {
            confirmAndFork(dice.any(chains));
        } else {
            decide();
        }
    }

    /** Long after the last window: what is here now waits for the merchant, time and again. */
    private void end() {
        pass(Duration.ofSeconds(400));
        payer.hurries();
        for (var left = dice.between(1, 5); left > 0; left--) {
            chains.forEach(this::grow);
            derive(Duration.ZERO);
            decide();
            move(dice.any(chains));
            derive(Duration.ZERO);
            decide();
        }
    }

    /** Enough blocks to ship on, and not enough to be safe. */
    private void confirmAndFork(FakeChain chain) {
        for (var left = dice.between(2, 5); left > 0; left--) {
            pass(Duration.ofSeconds(2));
            grow(chain);
        }
        chain.tag();
        read(chain);
        derive(Duration.ZERO);
        chain.fork();
        read(chain);
        derive(Duration.ZERO);
        decide();
    }

    private void grow(FakeChain chain) {
        chain.grow(now);
        if (dice.oneIn(2)) {
            payer.pay(chain);
        }
        read(chain);
    }

    private void move(FakeChain chain) {
        switch (dice.upTo(5 + forks)) {
            case 0, 1 -> chain.standStill(now);
            case 2, 3 -> chain.tag();
            case 4 -> chain.verify();
            case 5 -> payer.wasMissed(chain);
            default -> chain.fork();
        }
        read(chain);
    }

    private void read(FakeChain chain) {
        steps.add(new Step.Read(now, chain.view(), chain.changed()));
    }

    private void derive(Duration behind) {
        steps.add(new Step.Derived(now.minusMillis(dice.upTo((int) behind.toMillis()))));
    }

    private void decide() {
        steps.add(new Step.Decided(now, dice.oneIn(2)));
    }

    private void cancel() {
        isCanceled = true;
        steps.add(new Step.Canceled(now));
    }

    /** Nothing is paid before the first offer stands: until then there is no address. */
    private void offer() {
        if (payer.offers() < MOST_OFFERS) {
            var offer = new Step.Chose(now, market.quote(now), market.policy());
            steps.add(offer);
            payer.hears(offer, !isCanceled && !isTooLateToChoose());
        }
    }

    private void offerOften() {
        offer();
        while (dice.oneIn(2)) {
            pass(Duration.ofSeconds(2));
            offer();
        }
    }

    private boolean isTooLateToChoose() {
        var chooseBy = opening.chooseBy();
        return chooseBy != null && now.isAfter(chooseBy);
    }

    private void pass(Duration most) {
        var passed = Duration.ofMillis(dice.upTo((int) most.toMillis()));
        now = now.plus(isPunctual ? passed.truncatedTo(ChronoUnit.SECONDS) : passed);
    }
}
