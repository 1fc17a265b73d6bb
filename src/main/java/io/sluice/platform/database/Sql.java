package io.sluice.platform.database;

import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** One statement and its parameters. Each subscription runs it once. */
public interface Sql {

    Sql bind(String name, Object value);

    Sql bindNull(String name, Class<?> type);

    /** The only row, or empty when there is none; more than one is an error. */
    <T> Mono<T> one(Function<Row, T> row);

    /** All rows, read completely before the first is handed on: give every query a LIMIT. */
    <T> Flux<T> all(Function<Row, T> row);

    /** How many rows were changed. */
    Mono<Long> update();
}
