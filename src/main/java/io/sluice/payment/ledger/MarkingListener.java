package io.sluice.payment.ledger;

import io.sluice.chain.ChainView;
import io.sluice.chain.TransferListener;
import io.sluice.platform.database.Database;
import java.util.Collection;
import reactor.core.publisher.Mono;

/** Marks the payments that a block concerns, and has them derived once it is committed. */
final class MarkingListener implements TransferListener {

    private final Database database;
    private final MarkStore marks;
    private final Derivation derivation;

    MarkingListener(Database database, MarkStore marks, Derivation derivation) {
        this.database = database;
        this.marks = marks;
        this.derivation = derivation;
    }

    @Override
    public Mono<Void> moved(ChainView view, Collection<String> touched) {
        return markTouched(view, touched)
                .then(marks.markReached(view))
                .filter(reached -> reached > 0 || !touched.isEmpty())
                .flatMap(_ -> database.afterCommit(derivation::deriveMarked));
    }

    @Override
    public Mono<Void> noticed(String family, Collection<String> addresses) {
        return marks.markTouched(family, addresses)
                .then(database.afterCommit(derivation::deriveMarked));
    }

    private Mono<Void> markTouched(ChainView view, Collection<String> touched) {
        return touched.isEmpty() ? Mono.empty() : marks.markTouched(view.chain().family(), touched);
    }
}
