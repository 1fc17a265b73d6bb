package io.sluice.status;

/** How much of the past a stream tells. */
enum StreamMode {
    /** Each event is the whole state: a slow reader skips to the newest. */
    STATE,
    /** Every event, in order. */
    LOG;

    /** What a payment's stream in this mode is called in metrics. */
    String streamName() {
        return switch (this) {
            case STATE -> "payment_state";
            case LOG -> "payment_log";
        };
    }

    static StreamMode parse(String text) {
        return switch (text) {
            case "state" -> STATE;
            case "log" -> LOG;
            default -> throw new StatusFailure.UnknownMode();
        };
    }
}
