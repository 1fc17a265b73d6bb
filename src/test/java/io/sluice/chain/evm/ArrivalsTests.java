package io.sluice.chain.evm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.sluice.chain.family.Holding;
import io.sluice.chain.family.Movement;
import io.sluice.money.Asset;
import io.sluice.money.ChainId;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** How what a balance grew by is shared out. */
class ArrivalsTests {

    private static final ChainId CHAIN = new ChainId("eip155:1");
    private static final Asset FEE = new Asset(CHAIN, "erc20:0x01", "FEE", 6);
    private static final Asset PLAIN = new Asset(CHAIN, "erc20:0x02", "PLAIN", 6);
    private static final List<String> PEOPLE = List.of("ann", "bob", "eve");

    private final Arrivals arrivals = new Arrivals(Set.of(FEE));

    @Test
    void countsTheSmallerOfTheEventAndTheGrowth() {
        assertThat(arrived(90, moved("1", FEE, "eve", "ann", 100)))
                .extracting(Movement::units)
                .containsExactly(BigInteger.valueOf(90));
        assertThat(arrived(150, moved("1", FEE, "eve", "ann", 100)))
                .extracting(Movement::units)
                .containsExactly(BigInteger.valueOf(100));
    }

    @Test
    void sharesOutInTheOrderOfTheEvents() {
        assertThat(
                        arrived(
                                130,
                                moved("1", FEE, "eve", "ann", 100),
                                moved("2", FEE, "bob", "ann", 50),
                                moved("3", FEE, "eve", "ann", 50)))
                .extracting(Movement::id, it -> it.units().intValue())
                .containsExactly(tuple("1", 100), tuple("2", 30));
    }

    @Test
    void countsWhatArrivedThoughTheAddressWasEmptiedInTheSameBlock() {
        assertThat(
                        arrived(
                                -910,
                                moved("1", FEE, "eve", "ann", 100),
                                moved("2", FEE, "ann", "bob", 1_000)))
                .extracting(Movement::id, it -> it.units().intValue())
                .containsExactly(tuple("1", 90));
    }

    @Test
    void countsNothingThatAnAddressSendsToItself() {
        assertThat(arrived(0, moved("1", FEE, "ann", "ann", 100))).isEmpty();
    }

    @Test
    void countsNothingWhereNobodyLooked() {
        assertThat(arrived(100, moved("1", FEE, "ann", "bob", 100))).isEmpty();
    }

    @Test
    void leavesOtherTokensAsTheyAre() {
        var plain = moved("1", PLAIN, "eve", "ann", 100);

        assertThat(arrived(0, plain)).containsExactly(plain);
    }

    @RepeatedTest(200)
    void neverCountsMoreThanArrivedNorLessThanItMay(RepetitionInfo run) {
        var dice = new Random(run.getCurrentRepetition());
        var movements = new ArrayList<Movement>();
        var balances = new HashMap<Holding, BigInteger>();
        var received = new HashMap<Holding, BigInteger>();
        for (var i = 0; i < dice.nextInt(12); i++) {
            var sender = dice.nextInt(PEOPLE.size());
            var receiver = (sender + 1 + dice.nextInt(2)) % PEOPLE.size();
            var units = 1 + dice.nextInt(100);
            var kept = dice.nextInt(units + 1);
            var movement = moved("" + i, FEE, PEOPLE.get(sender), PEOPLE.get(receiver), units);
            movements.add(movement);
            add(balances, new Holding(FEE, movement.sender()), -units);
            add(balances, movement.holding(), units - kept);
            add(received, movement.holding(), units - kept);
        }

        var arrived = arrivals.among(movements, balances);

        var counted = new HashMap<Holding, BigInteger>();
        arrived.forEach(it -> counted.merge(it.holding(), it.units(), BigInteger::add));
        received.values().removeIf(it -> it.signum() == 0);
        assertThat(counted).isEqualTo(received);
        assertThat(arrived).allSatisfy(it -> assertThat(it.units()).isPositive());
        assertThat(arrived)
                .allSatisfy(it ->
                        assertThat(it.units()).isLessThanOrEqualTo(event(movements, it.id())));
    }

    private List<Movement> arrived(long growth, Movement... movements) {
        return arrivals.among(
                List.of(movements), Map.of(new Holding(FEE, "ann"), BigInteger.valueOf(growth)));
    }

    private static BigInteger event(List<Movement> all, String id) {
        return all.stream().filter(it -> it.id().equals(id)).findFirst().orElseThrow().units();
    }

    private static void add(Map<Holding, BigInteger> sums, Holding to, long units) {
        sums.merge(to, BigInteger.valueOf(units), BigInteger::add);
    }

    private static Movement moved(
            String id, Asset asset, String sender, String receiver, long units) {
        return new Movement(id, asset, sender, receiver, BigInteger.valueOf(units));
    }
}
