package io.sluice.status;

import io.sluice.payment.Journal;
import io.sluice.payment.JournalContract;
import io.sluice.payment.JournalEvent;

class FakeJournalTests extends JournalContract {

    final FakeJournal journal = new FakeJournal();

    @Override
    protected Journal journal() {
        return journal;
    }

    @Override
    protected void commit(JournalEvent... events) {
        journal.commit(events);
    }

    @Override
    protected void relay() {
        journal.relay();
    }
}
