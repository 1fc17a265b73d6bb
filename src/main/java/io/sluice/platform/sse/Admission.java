package io.sluice.platform.sse;

import org.jspecify.annotations.Nullable;

/** What one client takes up while its stream lasts, from before it is known who it is. */
public final class Admission {

    private final Door door;
    private final @Nullable String address;
    private @Nullable String client;
    private @Nullable String topic;
    private boolean joined;
    private boolean left;

    Admission(Door door, @Nullable String address) {
        this.door = door;
        this.address = address;
    }

    /** It is {@code client}, who is turned away if they have as many as they may. */
    public synchronized void sit(String client) {
        sit(client, false);
    }

    /**
     * The same, about {@code topic}, about which there may not be too many either.
     *
     * @param again whether it comes in the place of one that has its seats still, and so is not
     *     turned away
     */
    public synchronized void sit(String client, String topic, boolean again) {
        sit(client, again);
        if (left) {
            return;
        }
        if (!door.topics().take(topic, again)) {
            throw new TurnedAway(Crowd.TOPIC);
        }
        this.topic = door.topics().shared(topic);
    }

    /** Who has left by now sits nowhere: nobody would free the seat. */
    private void sit(String client, boolean again) {
        if (left) {
            return;
        }
        if (!door.clients().take(client, again)) {
            throw new TurnedAway(Crowd.CLIENT);
        }
        this.client = door.clients().shared(client);
    }

    /** Its stream is open, and leaves when it is over. */
    synchronized void joined() {
        joined = true;
    }

    /** There will be no stream, unless there is one. */
    synchronized void leaveUnlessJoined() {
        if (!joined) {
            leave();
        }
    }

    /** Is nowhere any more; once is enough. */
    synchronized void leave() {
        if (left) {
            return;
        }
        left = true;
        door.left();
        leave(door.addresses(), address);
        leave(door.clients(), client);
        leave(door.topics(), topic);
    }

    private static void leave(Seats seats, @Nullable String name) {
        if (name != null) {
            seats.leave(name);
        }
    }
}
