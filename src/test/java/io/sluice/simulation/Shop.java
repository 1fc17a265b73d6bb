package io.sluice.simulation;

import io.sluice.money.Price;
import io.sluice.payment.PaymentId;
import io.sluice.payment.PaymentView;
import io.sluice.payment.ledger.LedgerTables.Kept;
import io.sluice.payment.ledger.OpenPayment;
import io.sluice.payment.ledger.Resolve;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The merchant, who opens payments and takes some back. */
final class Shop {

    private static final int MOST = 3;

    private final World world;
    private final Dice dice;

    Shop(World world) {
        this.world = world;
        dice = world.dice();
    }

    void act(Replica replica) {
        var payments = world.tables().ledger().payments();
        if (payments.isEmpty() || (payments.size() < MOST && dice.chance(500))) {
            open(replica);
        } else if (dice.chance(600)) {
            decide(replica, dice.one(payments));
        } else if (dice.chance(500)) {
            cancel(replica, dice.one(payments).id());
        }
    }

    void open(Replica replica) {
        var opening = replica.ledger().open(request());
        if (world.replicas().attempt(replica, "open", opening)
                        instanceof Outcome.Done<PaymentView>(var view)
                && view != null) {
            world.acknowledged().chosen(view);
        }
    }

    private void cancel(Replica replica, PaymentId id) {
        var canceling = replica.ledger().cancel(id);
        if (world.replicas().attempt(replica, "cancel " + id, canceling)
                        instanceof Outcome.Done<PaymentView>(var view)
                && view != null) {
            world.acknowledged().canceled(view);
        }
    }

    /** Also when there is nothing to decide: then it is refused. */
    private void decide(Replica replica, Kept payment) {
        var action = dice.one(List.of(Resolve.Action.values()));
        var seen = payment.view().version() - (dice.chance(100) ? 1 : 0);
        var decision = new Resolve(payment.id(), Set.of(seen), action, "somebody", "because");
        var resolving = replica.ledger().resolve(decision);
        if (world.replicas().attempt(replica, action + " " + payment.id(), resolving)
                        instanceof Outcome.Done<PaymentView>(var view)
                && view != null) {
            world.acknowledged().resolved(view);
        }
    }

    private OpenPayment request() {
        var assets = world.realm().all();
        return new OpenPayment(
                Realm.SHOP,
                new Price(BigDecimal.valueOf(dice.between(500, 5000), 2), Realm.EUR),
                null,
                null,
                assets,
                dice.chance(600) ? dice.one(assets) : null,
                Map.of(),
                null,
                Duration.ofSeconds(dice.between(20, 120)),
                Duration.ofSeconds(dice.between(20, 120)));
    }
}
