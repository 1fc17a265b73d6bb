package io.sluice.chaos;

/** What must not be. */
record Finding(Kind kind, String what) {

    /** How bad it is: something was recorded that is not so, is not there, or came too late. */
    enum Kind {
        WRONG,
        MISSED,
        LATE
    }

    @Override
    public String toString() {
        return kind + ": " + what;
    }
}
