package io.sluice.merchant.access;

import org.springframework.security.core.AuthenticationException;

/** A token that is not believed; the reason is fit for whoever sent it. */
final class InvalidToken extends AuthenticationException {

    private final String reason;

    InvalidToken(String reason) {
        super(reason);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }

    /** Refusals are ordinary here; nobody reads their stack traces. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
