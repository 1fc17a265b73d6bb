package io.sluice.platform.http;

/**
 * What a connection waits for from its client, and how much longer. Whatever comes after a request
 * has time until that is answered: its own time begins when it is its turn. All times are of one
 * clock, in nanoseconds.
 */
final class Awaited {

    static final long FOR_EVER = Long.MAX_VALUE;

    private enum Due {
        HEAD,
        REST_OF_HEAD,
        BODY,
        /** The last answer is on its way, or a refusal: nothing more is read. */
        NOTHING,
        /** Whoever waits for the body was told that it does not come. */
        NOTHING_IN_TIME
    }

    private final HttpProperties limits;
    private Due due = Due.HEAD;

    /** Requests whose answer has not gone yet. */
    private int unanswered;

    /** Of their answers those that are written to their end. */
    private int written;

    private long writtenSince;
    private long began;
    private long lastCame;

    Awaited(HttpProperties limits, long now) {
        this.limits = limits;
        begin(Due.HEAD, now);
    }

    boolean isHead() {
        return due == Due.HEAD;
    }

    void headBegan(long now) {
        begin(Due.REST_OF_HEAD, now);
    }

    /**
     * @param isTaken whether there is to be an answer, and a body may come
     */
    void headCame(boolean isTaken, long now) {
        unanswered += isTaken ? 1 : 0;
        if (due != Due.NOTHING_IN_TIME) {
            begin(isTaken ? Due.BODY : Due.NOTHING, now);
        }
    }

    void bodyCame(long now) {
        lastCame = now;
    }

    void requestCame(long now) {
        if (due == Due.BODY) {
            begin(Due.HEAD, now);
        }
    }

    void answerWritten(long now) {
        written++;
        writtenSince = now;
    }

    void answerWent(long now) {
        var wasItsTurn = isItsTurn();
        written--;
        unanswered = Math.max(0, unanswered - 1);
        if (!wasItsTurn && isItsTurn()) {
            begin(due, now);
        }
    }

    boolean isAnswered() {
        return unanswered == 0;
    }

    /** Whether somebody has to be told that the body does not come; nothing more comes then. */
    boolean missesBody(long now) {
        if (due != Due.BODY || isAnswered() || written > 0) {
            return false;
        }
        begin(Due.NOTHING_IN_TIME, now);
        return true;
    }

    boolean isGivenUp() {
        return due == Due.NOTHING_IN_TIME;
    }

    /** Not positive when the client took too long. A stream is answered for ever, and not idle. */
    long left(long now) {
        if (written > 0) {
            return limits.idle().toNanos() - (now - writtenSince);
        }
        if (!isItsTurn()) {
            return FOR_EVER;
        }
        var waited = now - began;
        return switch (due) {
            case HEAD, NOTHING -> limits.idle().toNanos() - waited;
            case REST_OF_HEAD -> limits.head().toNanos() - waited;
            case BODY ->
                    Math.min(
                            limits.read().toNanos() - (now - lastCame),
                            limits.request().toNanos() - waited);
            case NOTHING_IN_TIME -> limits.read().toNanos() - waited;
        };
    }

    /** A body comes before its own answer, and all else after all answers. */
    private boolean isItsTurn() {
        return switch (due) {
            case BODY -> unanswered <= 1;
            case NOTHING_IN_TIME -> true;
            default -> isAnswered();
        };
    }

    private void begin(Due next, long now) {
        due = next;
        began = now;
        lastCame = now;
    }
}
