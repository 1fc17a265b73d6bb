package io.sluice.merchant;

import org.springframework.security.access.AccessDeniedException;

/** A ticket that opens nothing, whatever the reason: whoever tries tickets learns nothing more. */
public final class TicketRefused extends AccessDeniedException {

    public TicketRefused() {
        super("the ticket does not open this");
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
