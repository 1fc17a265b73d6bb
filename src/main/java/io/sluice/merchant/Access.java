package io.sluice.merchant;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Who may call a route; on every controller method. A route without it is refused to everyone. It
 * is decided before the body is read.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Access {

    /** The OAuth scope a partner's token needs. */
    String scope();

    /** Whether a payer token opens it too; that it is for this payment, the route checks. */
    boolean payer() default false;

    /**
     * Whether a request with a ticket and no token comes through, without a caller; what the ticket
     * is worth, the route checks. Only for GET.
     */
    boolean ticket() default false;
}
