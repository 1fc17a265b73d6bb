package io.sluice.chaos;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Makes of what events of a token tell what arrived: nobody who is paid here ever sends anything,
 * so that it is what their balances grew by in the block.
 */
final class Measure {

    private final Function<Paid, BigInteger> growth;
    private final Map<String, BigInteger> left = new HashMap<>();

    /**
     * A measure of the events of one token.
     *
     * @param growth of the balance in the block of a payment
     */
    Measure(Function<Paid, BigInteger> growth) {
        this.growth = growth;
    }

    /** What arrived of {@code told}, which is in the order of the events. */
    List<Paid> arrived(List<Paid> told) {
        return told.stream().map(this::arrived).filter(it -> it.units().signum() > 0).toList();
    }

    private Paid arrived(Paid told) {
        var where = told.block() + told.address();
        var room = left.computeIfAbsent(where, _ -> growth.apply(told).max(BigInteger.ZERO));
        var units = told.units().min(room);
        left.put(where, room.subtract(units));
        return new Paid(
                told.id(), told.address(), told.asset(), units, told.height(), told.block());
    }
}
