package io.sluice.simulation;

import io.sluice.chain.watch.SimulatedAddresses;
import io.sluice.chain.watch.SimulatedChains;
import io.sluice.chain.watch.SimulatedWatch;
import io.sluice.money.ChainId;
import io.sluice.payment.journal.SimulatedJournal;
import io.sluice.payment.ledger.SimulatedLedger;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.LongFunction;
import reactor.core.publisher.Mono;

/** One running gateway. What it keeps in memory goes with it when it dies; the tables stay. */
final class Replica {

    private static final Duration LEASE = Duration.ofSeconds(15);

    private final World world;
    private final String name;
    private final SimulatedDatabase database;
    private final SimulatedLeases leases;
    private final SimulatedAddresses addresses;
    private final SimulatedLedger ledger;
    private final SimulatedJournal journal;
    private final InstantSource clock;
    private final Map<String, Job> jobs = new HashMap<>();
    private final Set<String> busy = new HashSet<>();

    /** Work that is done while a lease is held, and the term in which it is. */
    private record Job(long term, Mono<?> round) {}

    Replica(World world, String name, Duration clockOff) {
        this.world = world;
        this.name = name;
        var tables = world.tables();
        clock = world.clock().off(clockOff);
        database = world.server().connect(clock);
        leases = new SimulatedLeases(database, tables.leases());
        addresses = new SimulatedAddresses(database, tables.watch());
        journal = new SimulatedJournal(database, tables.journal(), new SimulatedBus(world), leases);
        ledger =
                new SimulatedLedger(
                        database, tables.ledger(), journal.log(), surroundings(), Realm.SKEW);
    }

    String name() {
        return name;
    }

    SimulatedDatabase database() {
        return database;
    }

    SimulatedLedger ledger() {
        return ledger;
    }

    void die() {
        database.die();
    }

    /** Puts addresses under watch. */
    Mono<Void> deriveAddresses(int count) {
        return addresses.add(count);
    }

    /** Reads a chain, if that is for this replica to do. */
    void watch(ChainId chain) {
        work("watcher:" + chain, term -> watch(chain, term).round());
    }

    /** Looks at what nobody reports, if that is for this replica to do. */
    void lookAround() {
        work(SimulatedLedger.LEASE, _ -> ledger.round());
    }

    /** Gives events their positions, if that is for this replica to do. */
    void relay() {
        work(SimulatedJournal.LEASE, journal::move);
    }

    /** Does the next of what was to be done after a commit. */
    void follow() {
        if (busy.add("afterwards")) {
            database.nextAfterwards().ifPresent(this::doAfterwards);
            busy.remove("afterwards");
        }
    }

    private void doAfterwards(Mono<Void> action) {
        var _ = world.replicas().attempt(this, "afterwards", action);
    }

    private void work(String lease, LongFunction<Mono<?>> job) {
        if (busy.add(lease)) {
            var held = jobs.get(lease);
            if (held == null || !isRenewed(lease, held)) {
                acquire(lease, job);
            }
            held = jobs.get(lease);
            if (held != null) {
                round(lease, held);
            }
            busy.remove(lease);
        }
    }

    private void round(String lease, Job job) {
        var outcome = world.replicas().attempt(this, lease + "@" + job.term(), job.round());
        if (outcome instanceof Outcome.Failed) {
            jobs.remove(lease);
            var _ = Outcome.of(leases.release(lease, job.term()));
        }
    }

    private void acquire(String lease, LongFunction<Mono<?>> job) {
        jobs.remove(lease);
        if (Outcome.of(leases.acquire(lease, LEASE)) instanceof Outcome.Done<Long>(var term)
                && term != null) {
            jobs.put(lease, new Job(term, job.apply(term)));
        }
    }

    /** A busy replica does not always come to it. */
    private boolean isRenewed(String lease, Job job) {
        return world.dice().chance(100)
                || (Outcome.of(leases.renew(lease, job.term(), LEASE))
                                instanceof Outcome.Done<Boolean>(var still)
                        && Boolean.TRUE.equals(still));
    }

    private SimulatedWatch watch(ChainId chain, long term) {
        return new SimulatedWatch(
                database,
                world.tables().watch(),
                world.realm().network(chain),
                world.miners(chain).nodes().heardBy(database),
                leases.guard("watcher:" + chain, term),
                ledger.listener(),
                clock);
    }

    private Surroundings surroundings() {
        var watch = world.tables().watch();
        var realm = world.realm();
        return new Surroundings(
                new SimulatedChains(database, watch, it -> realm.finality(it).confirmed()),
                realm,
                addresses,
                new SimulatedQuotes(
                        database, world.tables().quotes(), world.ids(), world.dice(), clock),
                _ -> Mono.just(realm.merchant()),
                leases,
                world.ids(),
                clock);
    }
}
