package io.sluice.status;

import io.sluice.merchant.Caller;

/** What a client that wants to listen shows. */
sealed interface Credential {

    /** A token, which was verified before. */
    record Token(Caller caller) implements Credential {}

    /**
     * A ticket, which was not.
     *
     * @param resumes whether the client itself, and not the address it was given, names an id that
     *     it heard: a browser that comes back does
     */
    record OneUse(Ticket ticket, boolean resumes) implements Credential {}
}
