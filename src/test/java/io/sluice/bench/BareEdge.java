package io.sluice.bench;

import io.r2dbc.postgresql.PostgresqlConnectionConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.spi.Connection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.pool.Pool;
import reactor.pool.PoolBuilder;
import tools.jackson.databind.json.JsonMapper;

/**
 * The least that could answer: a server without rules that runs the same statements by the same
 * driver and sends the same bytes.
 */
public final class BareEdge {

    static final int CONNECTIONS = 16;

    /** In parentheses: a colon and a letter are in JSON, too. */
    private static final String NUMBER = "(:n)";

    private final Pool<PostgresqlConnection> pool;
    private final Job job;
    private final AtomicLong numbers = new AtomicLong();

    /**
     * What to do.
     *
     * @param read a statement with one parameter, a number, whose first column answers a GET
     * @param create the statements of a POST, in order, each new thing made from {@code :n}
     * @param answer what a POST is answered
     */
    record Job(
            int port,
            String database,
            String user,
            String read,
            List<String> create,
            String answer) {}

    private BareEdge(Job job) {
        this.job = job;
        var driver =
                new PostgresqlConnectionFactory(
                        PostgresqlConnectionConfiguration.builder()
                                .host("127.0.0.1")
                                .port(job.port())
                                .database(job.database())
                                .username(job.user())
                                .password(job.user())
                                .preparedStatementCacheQueries(256)
                                .build());
        this.pool =
                PoolBuilder.from(driver.create()).sizeBetween(CONNECTIONS, CONNECTIONS).buildPool();
    }

    /** Does the job that a file describes, on a port that it prints. */
    public static void main(String[] args) throws IOException {
        var json = Files.readString(Path.of(args[0]));
        var bare = new BareEdge(JsonMapper.shared().readValue(json, Job.class));
        var server = HttpServer.create().host("127.0.0.1").port(0).handle(bare::answer).bindNow();
        System.out.println("port " + server.port());
        while (System.in.read() >= 0) {
            // Until its parent lets go of it.
        }
        System.exit(0);
    }

    private Mono<Void> answer(HttpServerRequest request, HttpServerResponse response) {
        var body =
                request.method().name().equals("GET")
                        ? read()
                        : request.receive().aggregate().then(create()).thenReturn(job.answer());
        return body.flatMap(text ->
                response.header("Content-Type", "application/json")
                        .sendString(Mono.just(text), StandardCharsets.UTF_8)
                        .then());
    }

    private Mono<String> read() {
        return with(it -> run(it, job.read(), 1).next());
    }

    private Mono<Void> create() {
        return Mono.defer(() -> {
            var number = numbers.incrementAndGet();
            return with(it ->
                    Flux.fromIterable(job.create()).concatMap(sql -> run(it, sql, number)).then());
        });
    }

    private <T> Mono<T> with(Function<Connection, Mono<T>> work) {
        return pool.withPoolable(work::apply).next();
    }

    private static Flux<String> run(Connection connection, String sql, long number) {
        var numbered = sql.replace(NUMBER, "($1)");
        var statement = connection.createStatement(numbered);
        if (numbered.contains("$1")) {
            var _ = statement.bind("$1", number);
        }
        return Flux.from(statement.execute())
                .concatMap(it -> it.map((row, _) -> String.valueOf(row.get(0))));
    }
}
