package io.sluice.status;

import java.time.Duration;
import java.time.Instant;

class FakeTicketsTests extends TicketsContract {

    private final FakeTickets tickets = new FakeTickets();

    @Override
    Tickets tickets() {
        return tickets;
    }

    @Override
    Instant now() {
        return tickets.now();
    }

    @Override
    void pass(Duration time) {
        tickets.pass(time);
    }
}
