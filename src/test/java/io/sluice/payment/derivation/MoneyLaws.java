package io.sluice.payment.derivation;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.chain.Transfer;
import io.sluice.money.Asset;
import io.sluice.payment.derivation.Facts.PolicyMet;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Value is never overlooked, invented or shipped on too early. */
final class MoneyLaws {

    private static final Set<String> CLOSED = Set.of("expired", "canceled", "failed");
    private static final Set<String> SHIPPED = Set.of("confirmed", "settled");

    private MoneyLaws() {}

    static void isNeverSilent(Scene scene) {
        if (CLOSED.contains(scene.status())) {
            var sums = scene.reference().sums();
            for (var asset : assets()) {
                assertThat(ReferenceSums.sum(sums.held(asset)))
                        .isLessThanOrEqualTo(sums.dust(asset));
            }
        }
    }

    static void shipsOnlyOnValue(Scene scene) {
        var reference = scene.reference();
        var choice = reference.choice();
        if (!SHIPPED.contains(scene.status()) || choice == null) {
            return;
        }
        var counted = reference.sums().counted(choice);
        assertThat(counted).allMatch(ReferenceSums::isHere);
        assertThat(ReferenceSums.sum(counted)).isGreaterThanOrEqualTo(reference.need(choice));
        if (scene.status().equals("confirmed")) {
            assertThat(reference.facts().policyMet())
                    .anyMatch(it ->
                            reference.policy().standing(it).size() == it.inclusions().size()
                                    && counted.containsAll(reference.policy().standing(it)));
        } else {
            assertThat(reference.policy().wasMet()).isTrue();
            assertThat(reference.policy().finalSum(choice))
                    .isGreaterThanOrEqualTo(reference.need(choice));
        }
    }

    /** Checked when it is discovered, against what the chains showed then. */
    static void policyWasReallyMet(Scene scene) {
        var reference = scene.reference();
        var newly = new HashSet<>(reference.facts().policyMet());
        newly.removeAll(scene.evidence().facts().policyMet());
        for (var fact : newly) {
            var named = reference.policy().standing(fact);
            var issued = issued(scene, fact);
            assertThat(named).hasSameSizeAs(fact.inclusions());
            assertThat(reference.policy().deep(issued)).containsAll(named);
            assertThat(ReferenceSums.sum(named)).isGreaterThanOrEqualTo(reference.need(issued));
            assertThat(allButTheHighest(named)).isLessThan(reference.need(issued));
        }
    }

    private static Choice issued(Scene scene, PolicyMet fact) {
        return scene.evidence().terms().choices().stream()
                .filter(it -> it.quote().id().equals(fact.quote()))
                .findFirst()
                .orElseThrow();
    }

    private static BigInteger allButTheHighest(List<Transfer> named) {
        var highest = named.stream().mapToLong(it -> it.block().height()).max().orElseThrow();
        Predicate<Transfer> below = it -> it.block().height() < highest;
        return ReferenceSums.sum(named.stream().filter(below).toList());
    }

    /** To the unit, in each asset. */
    static void nothingIsLost(Scene scene) {
        var sums = scene.reference().sums();
        var choice = scene.derived().standing().choice();
        if (choice == null) {
            return;
        }
        var holdings = scene.derived().evidence().holdings(choice);
        var parts = new ArrayList<>(holdings.counted());
        parts.addAll(holdings.late());
        parts.addAll(holdings.astray());
        assertThat(parts).doesNotHaveDuplicates().noneMatch(sums::isDismissed);
        for (var asset : assets()) {
            Predicate<Transfer> of = it -> ReferenceSums.isOf(asset, it);
            var here = sums.newest().stream().filter(of.and(ReferenceSums::isHere)).toList();
            var dismissed = here.stream().filter(sums::isDismissed).toList();
            var told = ReferenceSums.sum(parts.stream().filter(of).toList());
            var rest =
                    ReferenceSums.sum(here).subtract(told).subtract(ReferenceSums.sum(dismissed));
            var isChosen = asset.equals(choice.quote().amount().asset());
            assertThat(rest)
                    .isBetween(BigInteger.ZERO, isChosen ? BigInteger.ZERO : sums.dust(asset));
        }
    }

    private static List<Asset> assets() {
        var all = new ArrayList<>(Market.OFFERED);
        all.addAll(Market.OTHERS);
        return all;
    }
}
