package io.sluice.chain.rpc;

/**
 * How a node is asked.
 *
 * @param insisting asked though it rests after failures: there is nobody else
 * @param alone its own word is wanted, and none that was on its way to somebody else
 */
record Manner(Priority priority, boolean insisting, boolean alone) {

    static final Manner USUAL = new Manner(Priority.CONFIRM, false, false);

    Manner voting() {
        return new Manner(priority, insisting, true);
    }

    Manner insistent() {
        return new Manner(priority, true, alone);
    }
}
