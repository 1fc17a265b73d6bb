package io.sluice.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sluice.payment.JournalEvent;
import io.sluice.payment.PaymentId;
import io.sluice.payment.journal.JournalTables.Said;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What must hold of the journal at every moment. */
final class JournalRules {

    private static final Set<String> CLOSED = Set.of("settled", "expired", "canceled", "failed");

    private final World world;

    JournalRules(World world) {
        this.world = world;
    }

    void check() {
        checkVersions();
        checkPositions();
        checkNothingIsLost();
    }

    /** The newest event of each payment tells what the payment is, to both audiences. */
    void checkTheEnd() {
        check();
        for (var kept : world.tables().ledger().payments()) {
            var type = "\"type\":\"sluice.payment." + kept.view().status() + "\"";
            var sequence = "\"sequence\":\"" + kept.view().version() + "\"";
            var last = last(kept.id());
            for (var json : List.of(last.merchantJson(), last.payerJson())) {
                var text = new String(json, UTF_8);
                if (!text.contains(type) || !text.contains(sequence)) {
                    world.violate("event " + name(last) + " tells something else: " + text);
                }
            }
        }
    }

    /** Each payment has its versions one after the other, the newest being the payment's own. */
    private void checkVersions() {
        var versions = new HashMap<PaymentId, Long>();
        var ids = new HashSet<String>();
        for (var event : world.tables().journal().events()) {
            var before = versions.put(event.payment(), event.version());
            if (event.version() != (before == null ? 1 : before + 1) || !ids.add(event.id())) {
                world.violate("event " + name(event) + " comes after " + before);
            }
        }
        for (var kept : world.tables().ledger().payments()) {
            if (!Long.valueOf(kept.view().version()).equals(versions.get(kept.id()))) {
                world.violate(kept.id() + " and its events differ: " + versions.get(kept.id()));
            }
        }
    }

    /** Positions have no holes, and the versions of a payment are in order. */
    private void checkPositions() {
        var newest = new HashMap<PaymentId, Long>();
        var position = 0L;
        for (var place : world.tables().journal().positions().entrySet()) {
            var said = place.getValue();
            if (place.getKey() != ++position) {
                world.violate(
                        "position " + place.getKey() + " is where " + position + " should be");
            }
            if (newest.merge(said.payment(), 1L, Long::sum) != said.version()) {
                world.violate(said + " is at position " + position + ", which is too early");
            }
        }
        if (world.tables().journal().position() != position) {
            world.violate("the journal's head is not at " + position);
        }
    }

    private void checkNothingIsLost() {
        var known = new ArrayList<>(world.tables().journal().pending());
        known.addAll(world.tables().journal().positions().values());
        var events = world.tables().journal().events();
        if (known.size() != events.size() || !new HashSet<>(known).equals(names(events))) {
            world.violate("some event neither has a position nor waits for one");
        }
        for (var kept : world.tables().ledger().payments()) {
            var last = last(kept.id());
            if (last.closed() != CLOSED.contains(kept.view().status())) {
                world.violate("event " + name(last) + " is wrong about being closed");
            }
        }
    }

    private JournalEvent last(PaymentId payment) {
        return world.tables().journal().events().stream()
                .filter(it -> it.payment().equals(payment))
                .reduce((_, later) -> later)
                .orElseThrow();
    }

    private static Set<Said> names(Iterable<JournalEvent> events) {
        var names = new HashSet<Said>();
        events.forEach(it -> names.add(name(it)));
        return names;
    }

    private static Said name(JournalEvent event) {
        return new Said(event.payment(), event.version());
    }
}
