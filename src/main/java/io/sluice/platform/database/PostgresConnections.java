package io.sluice.platform.database;

import static io.r2dbc.postgresql.PostgresqlConnectionFactoryProvider.LOOP_RESOURCES;
import static io.r2dbc.postgresql.PostgresqlConnectionFactoryProvider.OPTIONS;
import static io.r2dbc.postgresql.PostgresqlConnectionFactoryProvider.PREPARED_STATEMENT_CACHE_QUERIES;
import static io.r2dbc.postgresql.PostgresqlConnectionFactoryProvider.TCP_KEEPALIVE;
import static io.r2dbc.spi.ConnectionFactoryOptions.CONNECT_TIMEOUT;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactoryOptions;
import io.r2dbc.spi.ValidationDepth;
import java.time.Duration;
import java.util.Map;
import reactor.core.publisher.Mono;
import reactor.netty.resources.LoopResources;
import reactor.pool.InstrumentedPool;
import reactor.pool.PoolBuilder;
import reactor.pool.PooledRef;

/**
 * The connections to PostgreSQL. They are lent raw, so that one in doubt can be torn down instead
 * of being given back; every wait has an end.
 */
final class PostgresConnections {

    private static final Duration FAREWELL = Duration.ofMillis(500);
    private static final Duration SWEEP = Duration.ofSeconds(30);
    private static final double LAST_THIRD_OF_LIFE = 33;

    /**
     * An odd number of threads, for as long as the process lives: reactor-netty takes the next two
     * for each connection and leaves the second idle, so that of an even number half would have
     * nothing to do.
     */
    private static final LoopResources THREADS =
            LoopResources.create("postgres", Runtime.getRuntime().availableProcessors() | 1, true);

    private final InstrumentedPool<Connection> pool;
    private final DatabaseProperties limits;

    PostgresConnections(ConnectionFactoryOptions where, DatabaseProperties limits) {
        var factory = ConnectionFactories.get(limited(where, limits));
        this.limits = limits;
        this.pool =
                PoolBuilder.<Connection>from(
                                Mono.from(factory.create())
                                        .cast(Connection.class)
                                        .timeout(limits.connect()))
                        .sizeBetween(0, limits.connections())
                        .maxPendingAcquire(limits.waiting())
                        .maxLifeTime(limits.life())
                        .maxLifeTimeVariance(LAST_THIRD_OF_LIFE)
                        .evictionPredicate((connection, _) -> isGone(connection))
                        .evictInBackground(SWEEP)
                        .destroyHandler(PostgresConnections::tearDown)
                        .buildPool();
    }

    /**
     * One connection; who borrows it releases it when its state is certain, else invalidates it.
     */
    Mono<PooledRef<Connection>> borrow() {
        return pool.acquire(limits.acquire()).onErrorMap(DatabaseFailure.Unavailable::new);
    }

    /** Whether a unit has to wait because others are at work. */
    boolean areAllLent() {
        return pool.metrics().acquiredSize() >= limits.connections();
    }

    void close() {
        pool.dispose();
    }

    void register(MeterRegistry meters) {
        var metrics = pool.metrics();
        Gauge.builder("sluice.database.connections.lent", metrics::acquiredSize).register(meters);
        Gauge.builder("sluice.database.connections.idle", metrics::idleSize).register(meters);
        Gauge.builder("sluice.database.units.waiting", metrics::pendingAcquireSize)
                .register(meters);
    }

    private static ConnectionFactoryOptions limited(
            ConnectionFactoryOptions where, DatabaseProperties limits) {
        return where.mutate()
                .option(CONNECT_TIMEOUT, limits.connect())
                .option(LOOP_RESOURCES, THREADS)
                .option(TCP_KEEPALIVE, true)
                .option(PREPARED_STATEMENT_CACHE_QUERIES, limits.preparedStatements())
                .option(
                        OPTIONS,
                        Map.of(
                                "statement_timeout", millis(limits.statement()),
                                "idle_in_transaction_session_timeout", millis(limits.idle())))
                .build();
    }

    private static String millis(Duration duration) {
        return Long.toString(duration.toMillis());
    }

    /** Local knowledge only: whether the socket is still there. */
    private static boolean isGone(Connection connection) {
        return !Mono.from(connection.validate(ValidationDepth.LOCAL)).toFuture().getNow(false);
    }

    /** A frozen server does not answer a farewell; then the socket has to go without. */
    private static Mono<Void> tearDown(Connection connection) {
        return Mono.from(connection.close()).timeout(FAREWELL).onErrorComplete();
    }
}
