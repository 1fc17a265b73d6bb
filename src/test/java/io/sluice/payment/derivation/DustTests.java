package io.sluice.payment.derivation;

import static io.sluice.payment.derivation.World.AFTER;
import static io.sluice.payment.derivation.World.ETH;
import static io.sluice.payment.derivation.World.OPENED;
import static io.sluice.payment.derivation.World.USDC;
import static io.sluice.payment.derivation.World.at;
import static io.sluice.payment.derivation.World.paid;
import static io.sluice.payment.derivation.World.terms;
import static io.sluice.payment.derivation.World.usdc;
import static io.sluice.payment.derivation.World.view;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.sluice.chain.Transfer;
import io.sluice.chain.Transfer.State;
import io.sluice.money.Asset;
import io.sluice.payment.PaymentStatus.Processing;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Anybody can send next to nothing, thousands of times: it must neither hide nor stop anything. */
class DustTests {

    private static final Transfer PAYMENT = paid("0xpayment", "100", 800);

    @Test
    void showsTheLargestOfEachAssetAndCountsAll() {
        var gone = World.with(paid("0xgone", "500", 10), State.ORPHANED, 99);
        var standing =
                Standing.of(
                        evidence(
                                Stream.concat(
                                        Stream.of(PAYMENT, gone),
                                        Stream.concat(dust(USDC, 100), dust(ETH, 100)))),
                        AFTER);

        assertThat(standing.status()).isEqualTo(new Processing());
        assertThat(standing.arrivals()).hasSize(100);
        assertThat(standing.arrivals())
                .filteredOn(it -> it.transfer().amount().asset().equals(USDC))
                .hasSize(50)
                .extracting(Standing.Arrival::transfer)
                .contains(PAYMENT)
                .doesNotContain(gone);
    }

    /** Ten seconds are very much: to look at all for each of them takes minutes. */
    @Test
    void derivesInTimeHoweverManyTransfersThereAre() {
        var transfers = Stream.concat(Stream.of(PAYMENT), dust(ETH, 20_000)).toList();

        var standing =
                assertTimeout(
                        Duration.ofSeconds(10),
                        () -> Standing.of(evidence(transfers.stream()), AFTER));

        assertThat(standing.status()).isEqualTo(new Processing());
        assertThat(standing.exceptions()).containsExactly("wrong_asset");
    }

    private static Evidence evidence(Stream<Transfer> transfers) {
        var open = Evidence.of(terms(usdc()));
        var known = Transfers.of(transfers.toList());
        return at(
                new Evidence(open.terms(), open.facts(), known, Map.of()),
                view(999, OPENED.plusSeconds(999), 0));
    }

    private static Stream<Transfer> dust(Asset asset, int count) {
        return IntStream.range(0, count)
                .mapToObj(it ->
                        paid(
                                asset.symbol() + it,
                                asset,
                                "0.000001",
                                10,
                                OPENED.plusSeconds(10),
                                1));
    }
}
