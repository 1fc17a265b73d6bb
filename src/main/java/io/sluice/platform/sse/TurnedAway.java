package io.sluice.platform.sse;

/** A client that cannot have a stream now, and may have one later. */
final class TurnedAway extends RuntimeException {

    private final Crowd crowd;

    TurnedAway(Crowd crowd) {
        super(crowd.sentence(), null, false, false);
        this.crowd = crowd;
    }

    Crowd crowd() {
        return crowd;
    }
}
