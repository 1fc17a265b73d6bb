package io.sluice.chaos;

import java.util.List;

/** Plays rows in whatever world it is of, and says what was found: what all worlds know. */
public interface Play {

    List<String> row(String name) throws Exception;
}
