package io.sluice.payment.derivation;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.chain.Transfer;
import io.sluice.chain.Transfer.Block;
import io.sluice.chain.Transfer.Grade;
import io.sluice.chain.Transfer.State;
import io.sluice.money.Asset;
import io.sluice.money.AssetAmount;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What nobody asked for never makes a payment better or worse. */
final class OtherValueLaws {

    private static final List<String> COVERED = List.of("processing", "confirmed", "settled");

    private OtherValueLaws() {}

    static void oneNodesWordMovesNothing(Scene scene) {
        var evidence = scene.evidence();
        var others = new ArrayList<>(evidence.transfers().all());
        others.removeIf(it -> !ReferenceSums.isVerified(it));
        others.add(another(scene, Grade.SINGLE));

        assertThat(withoutHearsay(Written.at(with(evidence, others), scene.now())))
                .isEqualTo(withoutHearsay(scene.derived()));
    }

    /** All but what is seen, and what became of it. */
    private static Told withoutHearsay(Written written) {
        var told = Told.of(written.evidence(), written.standing());
        var sums = told.sums();
        var exceptions = new HashSet<>(told.exceptions());
        exceptions.removeAll(Set.of("reorged", "replaced"));
        return new Told(
                told.status(),
                told.asked(),
                told.next(),
                told.quote(),
                sums == null ? null : sums.seeing(BigInteger.ZERO),
                exceptions,
                told.blockedBy(),
                Set.of());
    }

    static void moreNeverDemotes(Scene scene) {
        if (COVERED.contains(scene.status())) {
            var more = scene.derived().evidence();
            for (var left = scene.dice().between(1, 3); left > 0; left--) {
                more = more.with(another(scene, Grade.QUORUM));
            }

            assertThat(COVERED.subList(COVERED.indexOf(scene.status()), COVERED.size()))
                    .contains(more.status(scene.now()).word());
        }
    }

    static void lessNeverPromotes(Scene scene) {
        var choice = scene.derived().standing().choice();
        if (choice != null && COVERED.contains(scene.status())) {
            var evidence = scene.derived().evidence();
            var less = with(evidence, evidence.holdings(choice).counted());
            var again = Written.at(less, scene.now()).standing();

            assertThat(again.status()).isEqualTo(scene.derived().standing().status());
            assertThat(again.choice()).isEqualTo(choice);
        }
    }

    private static Evidence with(Evidence evidence, Collection<Transfer> transfers) {
        return new Evidence(
                evidence.terms(), evidence.facts(), Transfers.of(transfers), evidence.views());
    }

    /** Of any asset, of any size, at any time: it may have been the first of all. */
    private static Transfer another(Scene scene, Grade grade) {
        var dice = scene.dice();
        var asset = dice.any(assets());
        var time = scene.now().minusSeconds(dice.upTo(200));
        return new Transfer(
                "%s/0xother%d/log:0".formatted(asset.chain(), dice.upTo(999)),
                World.DEPOSIT.address(),
                "0xstranger",
                new AssetAmount(asset, BigInteger.TEN.pow(dice.upTo(22))),
                State.INCLUDED,
                grade,
                new Block(dice.upTo(90), "0xother", time),
                time,
                1);
    }

    private static List<Asset> assets() {
        var all = new ArrayList<>(Market.OFFERED);
        all.addAll(Market.OTHERS);
        return all;
    }
}
