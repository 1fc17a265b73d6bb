package io.sluice.simulation;

import io.sluice.chain.family.Mined;
import io.sluice.chain.family.Movement;
import io.sluice.money.Asset;
import io.sluice.money.ChainId;
import io.sluice.payment.PaymentView;
import io.sluice.payment.ledger.LedgerTables.Kept;
import java.math.BigInteger;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** People who pay: what they should, less, more, too late, with the wrong thing, or not at all. */
final class Payers {

    private static final int MOST_TRANSFERS = 4;
    private static final String PAYER = "0x00000000000000000000000000000000000000bb";

    private final World world;
    private final Dice dice;
    private final Map<String, Integer> sent = new HashMap<>();
    private int nonces;

    Payers(World world) {
        this.world = world;
        dice = world.dice();
    }

    void act(Replica replica) {
        var payments = world.tables().ledger().payments();
        if (payments.isEmpty()) {
            return;
        }
        var payment = dice.one(payments);
        var open = payment.view().asset() == null;
        if (dice.chance(open ? 700 : 150)) {
            choose(replica, payment);
        } else if (!open && isWilling(payment.view())) {
            var _ = pay(payment.view());
        }
    }

    /** Somebody pays without a thought; on which chain, if there is anything to pay. */
    Optional<ChainId> hurry() {
        var payable =
                world.tables().ledger().payments().stream()
                        .map(Kept::view)
                        .filter(it -> it.asset() != null && isLeftToPay(it))
                        .toList();
        return payable.isEmpty() ? Optional.empty() : Optional.of(pay(dice.one(payable)));
    }

    private void choose(Replica replica, Kept payment) {
        var asset = dice.one(world.realm().all()).id();
        var choosing = replica.ledger().choose(payment.id(), asset);
        if (world.replicas().attempt(replica, "choose " + payment.id() + " " + asset, choosing)
                        instanceof Outcome.Done<PaymentView>(var view)
                && view != null) {
            world.acknowledged().chosen(view);
        }
    }

    private boolean isLeftToPay(PaymentView view) {
        return sent.getOrDefault(view.id(), 0) < MOST_TRANSFERS;
    }

    /** Few pay more than is missing, and many wait for the last moment. */
    private boolean isWilling(PaymentView view) {
        var amounts = Objects.requireNonNull(view.amounts());
        return isLeftToPay(view)
                && (!amounts.missing().units().equals("0") || dice.chance(200))
                && (isLastMoment(view) || dice.chance(600));
    }

    private ChainId pay(PaymentView view) {
        var chosen = world.realm().require(Objects.requireNonNull(view.asset()));
        var asset = dice.chance(120) ? dice.one(world.realm().all()) : chosen;
        sent.merge(view.id(), 1, Integer::sum);
        send(view, asset, units(view));
        return asset.chain();
    }

    /** Just before the deadline, or just after it. */
    private boolean isLastMoment(PaymentView view) {
        var left = Duration.between(world.clock().instant(), view.expiresAt()).toSeconds();
        return left > -5 && left < 20;
    }

    private BigInteger units(PaymentView view) {
        var amounts = Objects.requireNonNull(view.amounts());
        var due = new BigInteger(amounts.due().units());
        var missing = new BigInteger(amounts.missing().units());
        var need = new BigInteger(amounts.need().units());
        return switch (dice.weighted(8, 5, 3, 3, 2, 2, 1)) {
            case 0 -> due;
            case 1 -> missing.max(BigInteger.ONE);
            case 2 -> due.divide(BigInteger.valueOf(dice.between(2, 5)));
            case 3 -> due.multiply(BigInteger.valueOf(dice.between(11, 25))).divide(BigInteger.TEN);
            case 4 -> need;
            case 5 -> need.subtract(BigInteger.ONE).max(BigInteger.ONE);
            default -> Realm.DUST.add(BigInteger.valueOf(dice.between(-1, 1)));
        };
    }

    private void send(PaymentView view, Asset asset, BigInteger units) {
        var transaction = world.ids().next("0x");
        var movement =
                new Movement(
                        Sent.id(asset.chain(), transaction),
                        asset,
                        PAYER,
                        Objects.requireNonNull(view.address()),
                        units);
        var mined = new Mined(transaction, PAYER, BigInteger.valueOf(++nonces));
        world.chain(asset.chain()).send(new Sent(mined, movement));
        world.say(view.id() + " gets " + units + " of " + asset + " by " + transaction);
    }
}
