package io.sluice.chaos;

import java.util.List;

/**
 * One course of things.
 *
 * @param operators whose each node is, in the order in which they are configured
 */
record Row(String name, List<String> operators, List<Step> steps) {

    /** A row with nodes of three operators. */
    static Row of(String name, Step... steps) {
        return new Row(name, List.of("a", "b", "c"), List.of(steps));
    }

    @Override
    public String toString() {
        return name;
    }
}
