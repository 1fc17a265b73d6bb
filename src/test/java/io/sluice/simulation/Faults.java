package io.sluice.simulation;

import java.util.List;

/** What comes between the steps of replicas, as often as the weather has it. */
final class Faults implements Disturbance {

    private final World world;
    private boolean raging;
    private boolean interfering;

    Faults(World world) {
        this.world = world;
    }

    /** Whether anything may go wrong from now on. */
    void rage(boolean changed) {
        raging = changed;
    }

    @Override
    public void between(SimulatedDatabase replica) {
        if (!raging) {
            return;
        }
        if (!interfering && world.dice().chance(world.weather().interference())) {
            interfering = true;
            world.interfere();
            interfering = false;
        }
        if (world.dice().chance(world.weather().deaths()) && !replica.isDead()) {
            world.say("dies between two steps");
            replica.die();
        }
    }

    @Override
    public Ending ending(SimulatedDatabase replica) {
        if (raging && world.dice().chance(world.weather().failures())) {
            return said(List.of(Ending.RUN_AGAIN, Ending.FAILED, Ending.IN_DOUBT));
        }
        if (raging && world.dice().chance(world.weather().deaths())) {
            return said(List.of(Ending.DIED_BEFORE, Ending.DIED_AFTER));
        }
        return Ending.COMMITTED;
    }

    private Ending said(List<Ending> endings) {
        var ending = world.dice().one(endings);
        world.say("a unit ends: " + ending);
        return ending;
    }
}
