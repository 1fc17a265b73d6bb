package io.sluice.sandbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A real Redis Cluster of three masters without replicas, on free loopback ports. */
public final class SandboxRedisCluster implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int SLOTS = 16_384;
    private static final int MASTERS = 3;

    private final List<RedisMaster> masters = new ArrayList<>();
    private final List<RedisMaster> others = new ArrayList<>();

    private SandboxRedisCluster() {}

    /** A cluster in which each master knows the others, and serves a third of the slots. */
    public static SandboxRedisCluster start() {
        var cluster = new SandboxRedisCluster();
        for (var i = 0; i < MASTERS; i++) {
            var master = RedisMaster.start();
            var _ =
                    master.command(
                            "CLUSTER ADDSLOTSRANGE %d %d"
                                    .formatted(SLOTS * i / MASTERS, SLOTS * (i + 1) / MASTERS - 1));
            var _ = master.command("CLUSTER SET-CONFIG-EPOCH " + (i + 1));
            cluster.masters.forEach(master::meet);
            cluster.masters.add(master);
        }
        Eventually.holds(PATIENCE, cluster::isWhole);
        return cluster;
    }

    public List<RedisMaster> masters() {
        return masters;
    }

    /** All of them. */
    public String url() {
        return masters.stream()
                .map(RedisMaster::address)
                .collect(Collectors.joining(",", "redis://", ""));
    }

    /** Another server, which stands in for {@code master} when that goes away. */
    public RedisMaster addStandIn(RedisMaster master) {
        var standIn = RedisMaster.start();
        others.add(standIn);
        masters.forEach(standIn::meet);
        Eventually.holds(PATIENCE, () -> standIn.command("CLUSTER NODES").contains(master.id()));
        var _ = standIn.command("CLUSTER REPLICATE " + master.id());
        Eventually.holds(
                PATIENCE,
                () ->
                        standIn.command("INFO replication").contains("master_link_status:up")
                                && masters.stream().allMatch(it -> it.knows(standIn)));
        return standIn;
    }

    /** Who serves {@code key}, as the cluster says. */
    public RedisMaster masterOf(String key) {
        return masters.stream().filter(it -> it.serves(key)).findFirst().orElseThrow();
    }

    /** Has another master serve {@code key}; what the one before knew is gone. */
    public void move(String key) {
        var from = masterOf(key);
        var slot = from.slot(key);
        var to = masters.get((masters.indexOf(from) + 1) % MASTERS);
        var _ = from.command("FLUSHALL");
        for (var told : List.of(to, from)) {
            var _ = told.command("CLUSTER SETSLOT %d NODE %s".formatted(slot, to.id()));
        }
        var _ = to.command("CLUSTER BUMPEPOCH");
    }

    /** Whether every master says that every slot is served. */
    public boolean isWhole() {
        return masters.stream()
                .map(it -> it.command("CLUSTER INFO"))
                .allMatch(it ->
                        it.contains("cluster_state:ok")
                                && it.contains("cluster_slots_ok:" + SLOTS)
                                && it.contains("cluster_known_nodes:" + MASTERS));
    }

    @Override
    public void close() {
        masters.forEach(RedisMaster::close);
        others.forEach(RedisMaster::close);
    }
}
