package io.sluice.bench;

import io.sluice.sandbox.Sandbox;
import java.sql.Connection;
import java.util.Map;

/** A deployment as it comes, and everybody who listens to its payments. */
final class StormWorld implements AutoCloseable {

    private final StormSite site;
    private final StormTally tally = new StormTally();
    private final StormClients clients;

    private StormWorld(StormSite site, StormCrowd crowd) {
        this.site = site;
        clients = new StormClients(tally, site.replica().port());
        crowd.listeners().forEach(this::add);
    }

    static StormWorld start(StormCrowd crowd) {
        var plan = new StormSite.Plan(crowd.payments(), "Two tickets", Map.of());
        return new StormWorld(StormSite.start(plan), crowd);
    }

    Sandbox sandbox() {
        return site.sandbox();
    }

    StormReplica replica() {
        return site.replica();
    }

    /** One more replica, equal to the first. */
    StormReplica another() {
        return site.another();
    }

    Connection database() {
        return site.database();
    }

    StormPayments payments() {
        return site.payments();
    }

    StormWriter writer() {
        return site.writer();
    }

    StormTally tally() {
        return tally;
    }

    StormClients clients() {
        return clients;
    }

    StormTokens tokens() {
        return site.tokens();
    }

    static String path(int payment) {
        return "/v1/payments/%s/stream?mode=log".formatted(StormPayments.id(payment));
    }

    @Override
    public void close() {
        clients.close();
        site.close();
    }

    private void add(int payment) {
        var stream = new StormStream(payment, site.stamps(), tally);
        var _ = clients.add(stream, path(payment), site.tokens().payer(StormPayments.id(payment)));
    }
}
