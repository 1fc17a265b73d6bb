package io.sluice.payment.journal;

import io.sluice.payment.JournalEvent;
import io.sluice.platform.cluster.Bus;
import io.sluice.platform.database.Database;
import reactor.core.publisher.Mono;

/** Appends events, and tells of them once they are committed. */
public final class EventLog {

    private static final String APPEND =
            """
            WITH event AS (
                INSERT INTO payment_event
                       (payment, version, id, merchant, closed, merchant_json, payer_json)
                VALUES (:payment, :version, :id, :merchant, :closed, :merchant_json, :payer_json))
            INSERT INTO journal_pending (payment, version) VALUES (:payment, :version)
            """;

    private final Database database;
    private final Bus bus;

    public EventLog(Database database, Bus bus) {
        this.database = database;
        this.bus = bus;
    }

    /** Part of the caller's unit. Whoever listens hears of it right after the commit. */
    public Mono<Void> append(JournalEvent event) {
        return database.sql(APPEND)
                .bind("payment", event.payment().value())
                .bind("version", event.version())
                .bind("id", event.id())
                .bind("merchant", event.merchant().value())
                .bind("closed", event.closed())
                .bind("merchant_json", event.merchantJson())
                .bind("payer_json", event.payerJson())
                .update()
                .then(database.afterCommit(() -> publish(event)));
    }

    Mono<Void> publish(JournalEvent event) {
        return bus.publish(Channels.of(event.payment()), WakeUpMessage.encode(event));
    }
}
