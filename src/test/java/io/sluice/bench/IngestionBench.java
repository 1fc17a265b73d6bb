package io.sluice.bench;

import io.sluice.TestDatabase;
import io.sluice.bench.Measured.Target;
import io.sluice.chain.ChainView;
import io.sluice.chain.TransferListener;
import io.sluice.chain.broadcast.BroadcastForTests;
import io.sluice.chain.evm.EvmFamilies;
import io.sluice.chain.family.ChainReader;
import io.sluice.chain.family.ReadBlock;
import io.sluice.chain.family.Served;
import io.sluice.chain.listing.AssetsForTests;
import io.sluice.chain.network.Network;
import io.sluice.chain.network.Networks;
import io.sluice.chain.wallet.AddressStoreForTests;
import io.sluice.chain.watch.WatchForTests;
import io.sluice.money.Asset;
import io.sluice.platform.database.Database;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * How many blocks as large as main net's are asked for, verified and written in a second, while a
 * million addresses are watched. Nodes, database and gateway share the machine: what the gateway
 * itself takes of it says how many a core of its own would do.
 */
final class IngestionBench {

    private static final int WATCHED = 1_000_000;

    /** A watcher runs for days, and what compiles it works for the first thousand blocks. */
    private static final int WARM_UP = 1_200;

    private static final int BLOCKS = 400;
    private static final int AT_ONCE = 50_000;
    private static final Duration LONGEST = Duration.ofMinutes(3);

    private static final String DERIVE =
            """
            INSERT INTO deposit_address (family, address, wallet, index)
            SELECT 'eip155', '0x' || lpad(to_hex(n), 40, '0'), 'wal_1', n
              FROM generate_series(:first, :last) AS n
            """;

    private final Database database = TestDatabase.fresh().database();

    List<Measured> run() {
        watch();
        try (var nodes = BusyNodes.with(WARM_UP + BLOCKS)) {
            return measure(
                    Networks.sandbox(Networks.TOKEN, nodes.urls()),
                    new Processors(database, nodes.process()));
        }
    }

    private List<Measured> measure(Network network, Processors processors) {
        var inclusions = BroadcastForTests.inclusions(database);
        var watch = new WatchForTests(network, database, new NobodyListens(), List.of(inclusions));
        var reader = reader(network);
        read(watch, reader, 0);
        read(watch, reader, WARM_UP);
        var held = held();
        var worked = processors.now();
        var began = System.nanoTime();
        read(watch, reader, WARM_UP + BLOCKS);
        var seconds = (System.nanoTime() - began) / 1e9;
        var each = processors.now().since(worked).each(BLOCKS);
        return List.of(
                new Measured(
                        "blocks of 200 tx, 400 logs a second on a core",
                        Target.atLeast(50),
                        1000 / each.gateway(),
                        null),
                new Measured(
                        "the same by the clock, with all on this machine",
                        Target.atLeast(50),
                        BLOCKS / seconds,
                        null),
                new Measured("ms of the gateway's own a block", null, each.gateway(), null),
                new Measured("ms of PostgreSQL's a block", null, each.postgres(), null),
                new Measured("ms of the mock nodes' a block", null, each.nodes(), null),
                Measured.of("memory held after the last block, MB", held(), held));
    }

    private void watch() {
        var _ =
                database.sql(
                                """
                                INSERT INTO wallet (id, merchant, family, xpub, fingerprint, next_index)
                                VALUES ('wal_1', 'shop', 'eip155', 'xpub', 'fingerprint', 1)
                                """)
                        .update()
                        .block(LONGEST);
        for (var first = 1; first <= WATCHED; first += AT_ONCE) {
            var _ =
                    database.sql(DERIVE)
                            .bind("first", first)
                            .bind("last", first + AT_ONCE - 1)
                            .update()
                            .block(LONGEST);
        }
    }

    private ChainReader reader(Network network) {
        var assets =
                AssetsForTests.of(network).all().stream()
                        .collect(Collectors.toMap(Asset::type, Function.identity()));
        return EvmFamilies.watching(AddressStoreForTests.watched(database))
                .require("eip155")
                .reader(network, assets);
    }

    private static void read(WatchForTests watch, ChainReader reader, int height) {
        watch.follow(new UpTo(reader, height)).blockLast(LONGEST);
    }

    private static double held() {
        System.gc();
        var runtime = Runtime.getRuntime();
        return (runtime.totalMemory() - runtime.freeMemory()) / 1e6;
    }

    /** The real reader, with a final head that is ordered: a gateway that catches up. */
    private record UpTo(ChainReader reader, int height) implements ChainReader {

        @Override
        public Flux<Served> served() {
            return Flux.just(new Served(height, height, height, Set.of(), null));
        }

        @Override
        public Mono<String> agreedHash(long at) {
            return reader.agreedHash(at);
        }

        @Override
        public Mono<ReadBlock> read(long at, String hash) {
            return reader.read(at, hash);
        }

        @Override
        public Mono<ReadBlock> readAgain(long at, String hash, Set<String> operators) {
            return reader.readAgain(at, hash, operators);
        }
    }

    /** What happens to payments is not measured here. */
    private static final class NobodyListens implements TransferListener {

        @Override
        public Mono<Void> moved(ChainView view, Collection<String> touched) {
            return Mono.empty();
        }
    }
}
