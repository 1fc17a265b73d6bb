package io.sluice.platform.database;

import io.r2dbc.spi.Readable;
import java.util.Optional;

/** One row of a result; readable only while the function it is given to runs. */
public final class Row {

    private final Readable readable;

    Row(Readable readable) {
        this.readable = readable;
    }

    /** The value of a column that cannot be NULL here; fails when it is. */
    public <T> T get(String column, Class<T> type) {
        var value = readable.get(column, type);
        if (value == null) {
            throw new IllegalStateException("the column " + column + " is NULL");
        }
        return value;
    }

    /** The value of a column, or empty when it is NULL. */
    public <T> Optional<T> find(String column, Class<T> type) {
        return Optional.ofNullable(readable.get(column, type));
    }
}
