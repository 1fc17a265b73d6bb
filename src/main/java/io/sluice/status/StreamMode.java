package io.sluice.status;

/** How much of the past a stream tells. */
enum StreamMode {
    /** Each event is the whole state: a slow reader skips to the newest. */
    STATE,
    /** Every event, in order. */
    LOG;

    static StreamMode parse(String text) {
        return switch (text) {
            case "state" -> STATE;
            case "log" -> LOG;
            default -> throw new StatusFailure.UnknownMode();
        };
    }
}
