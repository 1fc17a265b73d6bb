package io.sluice.platform.database;

import static org.springframework.web.reactive.function.server.RouterFunctions.route;
import static org.springframework.web.reactive.function.server.RouterFunctions.toHttpHandler;
import static org.springframework.web.reactive.function.server.ServerResponse.ok;

import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/** A small web application on a real port; each answer names what was asked for. */
final class StormServer implements AutoCloseable {

    static final int ROWS = 600;

    private final Database database;
    private final DisposableServer server;

    StormServer(Database database) {
        this.database = database;
        var routes =
                route().POST("/writes/{n}", this::write)
                        .GET("/reads/{n}", this::read)
                        .GET("/streams/{n}", this::stream)
                        .build();
        this.server =
                HttpServer.create()
                        .host("127.0.0.1")
                        .port(0)
                        .handle(new ReactorHttpHandlerAdapter(toHttpHandler(routes)))
                        .bindNow();
    }

    int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.disposeNow();
    }

    /** Two statements, so that there is something to tear. */
    private Mono<ServerResponse> write(ServerRequest request) {
        var n = number(request);
        return insert("INSERT INTO first_half VALUES (:n)", n)
                .then(insert("INSERT INTO second_half VALUES (:n)", n))
                .as(database::atomically)
                .then(ok().bodyValue(Long.toString(n)));
    }

    private Mono<ServerResponse> read(ServerRequest request) {
        return database.sql("SELECT :n::bigint AS n")
                .bind("n", number(request))
                .one(row -> row.get("n", Long.class))
                .flatMap(n -> ok().bodyValue(n.toString()));
    }

    /** Longer than the driver fetches at once. */
    private Mono<ServerResponse> stream(ServerRequest request) {
        return ok().body(rows(number(request)), String.class);
    }

    private Flux<String> rows(long n) {
        return database.sql("SELECT :n::bigint AS n FROM generate_series(1, :rows) LIMIT 1000")
                .bind("n", n)
                .bind("rows", ROWS)
                .all(row -> row.get("n", Long.class) + " ");
    }

    private Mono<Long> insert(String sql, long n) {
        return database.sql(sql).bind("n", n).update();
    }

    private static long number(ServerRequest request) {
        return Long.parseLong(request.pathVariable("n"));
    }
}
