package io.sluice.merchant.access;

import org.springframework.security.access.AccessDeniedException;

/** A good token that does not allow this. */
final class MissingScope extends AccessDeniedException {

    private final String scope;

    MissingScope(String scope) {
        super("missing scope " + scope);
        this.scope = scope;
    }

    String scope() {
        return scope;
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
