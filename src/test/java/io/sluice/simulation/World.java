package io.sluice.simulation;

import io.sluice.money.ChainId;
import io.sluice.platform.cluster.Ids;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Everything there is, on one thread and one virtual clock, as its seed has it: two replicas on one
 * database, two chains, their nodes, a shop and its payers.
 */
final class World {

    private final Dice dice;
    private final Weather weather;
    private final VirtualClock clock = new VirtualClock();
    private final Tables tables = Tables.empty();
    private final SimulatedServer server;
    private final Realm realm;
    private final Map<ChainId, Miners> miners = new LinkedHashMap<>();
    private final Acknowledged acknowledged = new Acknowledged();
    private final Faults faults;
    private final Replicas replicas;
    private final Shop shop;
    private final Payers payers;
    private final Invariants invariants;
    private final List<String> trace = new ArrayList<>();
    private final List<String> violations = new ArrayList<>();
    private int names;

    World(long seed, Flaw... flaws) {
        dice = new Dice(seed);
        weather = Weather.of(dice);
        realm = new Realm(dice);
        server = new SimulatedServer(clock, flaws);
        Realm.chains().forEach(it -> miners.put(it, new Miners(this, it)));
        replicas = new Replicas(this);
        shop = new Shop(this);
        payers = new Payers(this);
        faults = new Faults(this);
        server.disturb(faults);
        invariants = new Invariants(this);
        server.observe(invariants);
    }

    /** From the beginning until nothing is left to do, or something is as it must never be. */
    void live() {
        begin();
        faults.rage(true);
        for (var steps = dice.between(25, 80); steps > 0 && !isBroken(); steps--) {
            step();
        }
        new Quiescence(this).reach();
        if (!isBroken()) {
            invariants.checkTheEnd();
        }
    }

    /** The shop has addresses, and every chain is being read. */
    private void begin() {
        var replica = replicas.any();
        var _ = replicas.attempt(replica, "derive addresses", replica.deriveAddresses(12));
        Realm.chains().forEach(replica::watch);
    }

    /** One more thing happens, whatever it is, after a moment or much later. */
    private void step() {
        pass(dice.chance(weather.leaps()) ? dice.between(20, 90) : dice.between(0, 4));
        act();
    }

    /** Somebody does something, at this moment. */
    void act() {
        var replica = replicas.any();
        switch (dice.weighted(30, 15, 10, 15, 14, 8, 10, 1)) {
            case 0 -> replica.watch(dice.one(Realm.chains()));
            case 1 -> replica.lookAround();
            case 2 -> replica.relay();
            case 3 -> replica.follow();
            case 4 -> payers.act(replica);
            case 5 -> shop.act(replica);
            case 6 -> miners(dice.one(Realm.chains())).act();
            default -> replica.die();
        }
    }

    /** Something happens in the midst of something else: often, that somebody's payment is read. */
    void interfere() {
        if (dice.chance(500)) {
            act();
            return;
        }
        payers.hurry()
                .ifPresent(chain -> {
                    miners(chain).mine();
                    notice(chain);
                });
    }

    /** A chain is looked at just now, and what follows from it is done. */
    void notice(ChainId chain) {
        replicas.all().forEach(it -> it.watch(chain));
        replicas.any().lookAround();
    }

    private void pass(int seconds) {
        clock.pass(Duration.ofSeconds(seconds));
        miners.values().forEach(Miners::mineDue);
    }

    void say(String what) {
        trace.add(clock.seconds() + " " + what);
    }

    /** Something is the case that must never be. */
    void violate(String what) {
        say("VIOLATION " + what);
        violations.add(what);
    }

    boolean isBroken() {
        return !violations.isEmpty();
    }

    List<String> violations() {
        return violations;
    }

    List<String> trace() {
        return trace;
    }

    Dice dice() {
        return dice;
    }

    Weather weather() {
        return weather;
    }

    VirtualClock clock() {
        return clock;
    }

    Tables tables() {
        return tables;
    }

    SimulatedServer server() {
        return server;
    }

    Realm realm() {
        return realm;
    }

    Acknowledged acknowledged() {
        return acknowledged;
    }

    Faults faults() {
        return faults;
    }

    Replicas replicas() {
        return replicas;
    }

    Collection<Miners> miners() {
        return miners.values();
    }

    Miners miners(ChainId chain) {
        return Objects.requireNonNull(miners.get(chain));
    }

    TrueChain chain(ChainId chain) {
        return miners(chain).chain();
    }

    /** Names for new things, in order. */
    Ids ids() {
        return prefix -> prefix + "_" + padded(++names);
    }

    private static String padded(int number) {
        var digits = Integer.toString(number);
        return "0".repeat(26 - digits.length()) + digits;
    }
}
