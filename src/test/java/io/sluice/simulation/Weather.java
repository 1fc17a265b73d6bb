package io.sluice.simulation;

import java.util.List;

/**
 * How much goes wrong in one world, in times of a thousand.
 *
 * @param interference how often somebody else acts between two steps of a replica
 * @param deaths how often a replica dies at one of its steps
 * @param failures how often a unit of work fails, is in doubt, or runs again
 * @param forks how often a chain forks when something happens to it
 * @param leaps how often much time passes at once
 */
record Weather(int interference, int deaths, int failures, int forks, int leaps) {

    /** Nothing goes wrong. */
    static final Weather CALM = new Weather(0, 0, 0, 0, 0);

    static Weather of(Dice dice) {
        return new Weather(
                dice.one(List.of(0, 30, 90, 200)),
                dice.between(0, 6),
                dice.between(0, 20),
                dice.one(List.of(0, 100, 250, 500)),
                dice.between(5, 40));
    }
}
