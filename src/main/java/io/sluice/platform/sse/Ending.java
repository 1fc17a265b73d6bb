package io.sluice.platform.sse;

import java.util.Locale;

/** Why a stream ended. */
enum Ending {
    /** Its client went away, or the way to it broke. */
    CLIENT,
    /** Everything was told. */
    TOLD,
    /** Its token was about to end. */
    TOKEN,
    /** Another stream goes on in its place. */
    REPLACED,
    /** What it told holds no more: the database was restored. */
    RESTORED,
    /** This replica goes away. */
    DRAIN,
    /** Its client took nothing, and was cut off. */
    STUCK;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
