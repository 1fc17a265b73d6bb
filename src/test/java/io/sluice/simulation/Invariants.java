package io.sluice.simulation;

import java.util.function.Consumer;

/** Looks after each commit whether all is as it must be. */
final class Invariants implements Consumer<Transaction> {

    private final World world;
    private final History history;
    private final PaymentRules payments;
    private final JournalRules journal;
    private final ChainRules chains;

    Invariants(World world) {
        this.world = world;
        history = new History(world);
        payments = new PaymentRules(world, history);
        journal = new JournalRules(world);
        chains = new ChainRules(world, history);
    }

    @Override
    public void accept(Transaction unit) {
        var touched = unit.touched();
        if (world.tables().watch().areCursorsIn(touched)) {
            history.note();
            chains.check();
            chains.checkWhatWentAway();
            chains.checkTime();
            payments.checkNothingIsClosedInSilence();
        }
        if (world.tables().ledger().arePaymentsIn(touched)) {
            payments.check(unit);
            payments.checkNothingIsClosedInSilence();
            checkAcknowledged();
        }
        if (world.tables().journal().areIn(touched)) {
            journal.check();
        }
    }

    /** Nothing is left to do, so everything must be as it truly is. */
    void checkTheEnd() {
        chains.check();
        journal.checkTheEnd();
        checkAcknowledged();
        payments.checkTheEnd(world.clock().instant());
        payments.checkNothingIsClosedInSilence();
    }

    /** What a client was told is done is there to be read. */
    private void checkAcknowledged() {
        var acknowledged = world.acknowledged();
        var ledger = world.tables().ledger();
        acknowledged
                .versions()
                .forEach((id, version) -> {
                    if (ledger.payment(id).filter(it -> it.view().version() >= version).isEmpty()) {
                        world.violate(id + " was acknowledged at version " + version);
                    }
                });
        acknowledged
                .quotes()
                .forEach((quote, id) -> {
                    if (ledger.payment(id).stream()
                            .flatMap(it -> it.terms().choices().stream())
                            .noneMatch(it -> it.quote().id().equals(quote))) {
                        world.violate("the choice " + quote + " was acknowledged");
                    }
                });
        acknowledged
                .resolved()
                .forEach((id, version) -> {
                    if (ledger.payment(id).stream()
                            .flatMap(it -> it.facts().resolutions().all().stream())
                            .noneMatch(it -> it.version() == version)) {
                        world.violate("a decision about " + id + " was acknowledged");
                    }
                });
        acknowledged
                .canceled()
                .forEach(id -> {
                    if (ledger.payment(id)
                            .filter(it -> it.facts().cancellation() != null)
                            .isEmpty()) {
                        world.violate("the cancel of " + id + " was acknowledged");
                    }
                });
    }
}
