package io.sluice.platform.database;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.Readable;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A statement as the driver takes it. It is always read to its end, also when a row is refused. */
record R2dbcSql(R2dbcDatabase database, NamedSql sql, Map<String, Object> values) implements Sql {

    /** Without parameters the driver would fall back to the simple protocol. */
    private static final int FETCH_SIZE = 256;

    @Override
    public Sql bind(String name, Object value) {
        if (!sql.names().contains(name)) {
            throw new IllegalArgumentException("there is no :" + name + " in " + sql.text());
        }
        var more = new HashMap<>(values);
        more.put(name, value);
        return new R2dbcSql(database, sql, Map.copyOf(more));
    }

    @Override
    public Sql bindNull(String name, Class<?> type) {
        return bind(name, Parameters.in(type));
    }

    @Override
    public <T> Mono<T> one(Function<Row, T> row) {
        return list(row).flatMap(this::onlyOne);
    }

    @Override
    public <T> Flux<T> all(Function<Row, T> row) {
        return list(row).flatMapIterable(Function.identity());
    }

    @Override
    public Mono<Long> update() {
        return database.run(connection ->
                results(connection)
                        .concatMapDelayError(Result::getRowsUpdated)
                        .reduce(0L, Long::sum));
    }

    private <T> Mono<List<T>> list(Function<Row, T> row) {
        return database.run(connection -> {
            var rows = new Rows<>(row);
            return results(connection)
                    .concatMapDelayError(result -> result.map(rows::read))
                    .then(Mono.fromSupplier(rows::all));
        });
    }

    private Flux<Result> results(Connection connection) {
        return Flux.<Result>defer(() -> Flux.from(prepared(connection).execute()));
    }

    private Statement prepared(Connection connection) {
        var statement = connection.createStatement(sql.text());
        if (sql.names().isEmpty()) {
            return statement.fetchSize(FETCH_SIZE);
        }
        for (int i = 0; i < sql.names().size(); i++) {
            statement.bind(i, value(sql.names().get(i)));
        }
        return statement;
    }

    private Object value(String name) {
        return Objects.requireNonNull(
                values.get(name), () -> "no value for :" + name + " in " + sql.text());
    }

    private <T> Mono<T> onlyOne(List<T> rows) {
        return rows.size() > 1
                ? Mono.error(new IllegalStateException("more than one row from " + sql.text()))
                : Mono.justOrEmpty(rows.stream().findFirst());
    }

    /** Collects rows; a failure to understand one waits until the server has said everything. */
    private static final class Rows<T> {

        private final Function<Row, T> row;
        private final List<T> read = new ArrayList<>();
        private @Nullable RuntimeException failure;

        Rows(Function<Row, T> row) {
            this.row = row;
        }

        boolean read(Readable readable) {
            try {
                return failure == null
                        && read.add(Objects.requireNonNull(row.apply(new Row(readable))));
            } catch (RuntimeException e) {
                failure = e;
                return false;
            }
        }

        List<T> all() {
            if (failure != null) {
                throw failure;
            }
            return read;
        }
    }
}
