package io.sluice.platform.sse;

import org.jspecify.annotations.Nullable;

/** What one client takes up while its stream lasts, from before it is known who it is. */
public final class Admission {

    private final Door door;
    private final String client;
    private final @Nullable String address;
    private @Nullable String topic;
    private boolean joined;
    private boolean left;

    Admission(Door door, String client, @Nullable String address) {
        this.door = door;
        this.client = client;
        this.address = address;
    }

    /** Sits down among those who hear of {@code topic}; its client is turned away if it is full. */
    public synchronized void hear(String topic) {
        if (!door.topics().take(topic)) {
            throw new TurnedAway(Crowd.TOPIC);
        }
        this.topic = door.topics().shared(topic);
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
        door.leave(client, address);
        if (topic != null) {
            door.topics().leave(topic);
        }
    }
}
