package io.sluice.chaos;

import java.time.Duration;
import java.util.List;

/** Plays rows in whatever world it is of, and says what was found: what all worlds know. */
public interface Play {

    /**
     * What is found in a row.
     *
     * @param inTime how long to wait for the chain to be read
     */
    List<String> row(String name, Duration inTime) throws Exception;
}
