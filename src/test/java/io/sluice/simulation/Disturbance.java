package io.sluice.simulation;

/** What comes between the steps of a replica's database work. */
public interface Disturbance {

    /** Nothing ever does. */
    Disturbance NONE =
            new Disturbance() {

                @Override
                public void between(SimulatedDatabase replica) {}

                @Override
                public Ending ending(SimulatedDatabase replica) {
                    return Ending.COMMITTED;
                }
            };

    /** Called before each statement: others may act, and the replica may die. */
    void between(SimulatedDatabase replica);

    /** How a unit ends that was about to be committed. */
    Ending ending(SimulatedDatabase replica);

    /** What becomes of a unit. */
    enum Ending {
        COMMITTED,
        /** The server chose it as a deadlock's victim: undone, and run again. */
        RUN_AGAIN,
        /** It took too long: undone, and the replica is told. */
        FAILED,
        /** Committed, but the connection broke before the replica was told. */
        IN_DOUBT,
        /** The replica dies with the unit. */
        DIED_BEFORE,
        /** The replica dies, and its unit is committed. */
        DIED_AFTER
    }
}
