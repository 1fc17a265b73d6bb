package io.sluice.payment.derivation;

import io.sluice.chain.Transfer.Grade;
import io.sluice.money.Asset;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Pays what was offered, or nearly, or something else. */
final class Payer {

    private final Dice dice;
    private final Market market;
    private final List<Step.Chose> offers = new ArrayList<>();
    private boolean hasAddress;
    private boolean isLate;

    Payer(Dice dice, Market market) {
        this.dice = dice;
        this.market = market;
        this.isLate = dice.oneIn(6);
    }

    /** Whether they pay nothing until they have to hurry. */
    boolean isLate() {
        return isLate;
    }

    void hurries() {
        isLate = false;
    }

    int offers() {
        return offers.size();
    }

    void hears(Step.Chose offer, boolean stands) {
        offers.add(offer);
        hasAddress |= stands;
    }

    /** In the newest block, once or twice. */
    void pay(FakeChain chain) {
        var grade = dice.any(Grade.CRYPTO, Grade.QUORUM, Grade.QUORUM, Grade.SINGLE);
        for (var left = isPaying() ? dice.between(1, 2) : 0; left > 0; left--) {
            var asset = asset(chain);
            chain.pay(asset, units(asset), grade);
        }
    }

    /** Paid in a block that was read long ago, and is found only now. */
    void wasMissed(FakeChain chain) {
        if (isPaying()) {
            var asset = asset(chain);
            chain.findMissed(asset, units(asset));
        }
    }

    private boolean isPaying() {
        return hasAddress && !isLate;
    }

    private Asset asset(FakeChain chain) {
        var here = chain.view().chain();
        var offered = offers.stream().map(it -> it.quote().amount().asset());
        var likely = offered.filter(it -> it.chain().equals(here)).toList();
        var all = Stream.concat(Market.OFFERED.stream(), Market.OTHERS.stream());
        return dice.any(
                likely.isEmpty() || dice.oneIn(5)
                        ? all.filter(it -> it.chain().equals(here)).toList()
                        : likely);
    }

    /** Near the edges of what it will be compared with. */
    private BigInteger units(Asset asset) {
        var dust = market.dust(asset);
        var edges = new ArrayList<>(List.of(dust, dust.add(BigInteger.ONE), BigInteger.TWO));
        for (var offer : offers) {
            if (offer.quote().amount().asset().equals(asset)) {
                edges.addAll(edges(offer, dust));
            }
        }
        return dice.any(edges).max(BigInteger.ONE);
    }

    private static List<BigInteger> edges(Step.Chose offer, BigInteger dust) {
        var due = offer.quote().amount().units();
        var need = ReferenceTerms.need(offer.quote(), offer.policy());
        return List.of(
                need,
                need,
                need.subtract(BigInteger.ONE),
                need.shiftRight(1),
                due,
                due,
                due.shiftRight(1),
                due.add(dust),
                due.add(dust).add(BigInteger.ONE));
    }
}
