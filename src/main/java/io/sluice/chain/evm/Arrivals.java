package io.sluice.chain.evm;

import io.sluice.chain.family.Holding;
import io.sluice.chain.family.Movement;
import io.sluice.money.Asset;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How much of each transfer arrived, of tokens whose events may say more. All that reached an
 * address in a block is what its balance grew by, and what it sent in the same block: its owner may
 * empty it at any time. That is shared out in the order of the events, to none more than it says.
 */
final class Arrivals {

    private final Set<Asset> measured;

    Arrivals(Set<Asset> measured) {
        this.measured = measured;
    }

    /**
     * Those of {@code movements} that arrived, with as much as did.
     *
     * @param growth by how much balances grew in the block; nothing arrived at others
     */
    List<Movement> among(List<Movement> movements, Map<Holding, BigInteger> growth) {
        var room = new HashMap<>(growth);
        movements.forEach(it -> room.computeIfPresent(sender(it), (_, units) -> sent(it, units)));
        var arrived = new ArrayList<Movement>();
        for (var movement : movements) {
            if (measured.contains(movement.asset())) {
                Optional.of(take(movement, room))
                        .filter(it -> it.signum() > 0)
                        .map(movement::arrived)
                        .ifPresent(arrived::add);
            } else {
                arrived.add(movement);
            }
        }
        return List.copyOf(arrived);
    }

    private static Holding sender(Movement movement) {
        return new Holding(movement.asset(), movement.sender());
    }

    private static BigInteger sent(Movement movement, BigInteger units) {
        return isRound(movement) ? units : units.add(movement.units());
    }

    private static BigInteger take(Movement movement, Map<Holding, BigInteger> room) {
        if (isRound(movement)) {
            return BigInteger.ZERO;
        }
        var left = room.getOrDefault(movement.holding(), BigInteger.ZERO).max(BigInteger.ZERO);
        var taken = movement.units().min(left);
        room.computeIfPresent(movement.holding(), (_, units) -> units.subtract(taken));
        return taken;
    }

    /** What somebody sends to itself brings it nothing. */
    private static boolean isRound(Movement movement) {
        return movement.sender().equals(movement.receiver());
    }
}
