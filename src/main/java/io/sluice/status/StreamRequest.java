package io.sluice.status;

import io.sluice.payment.PaymentId;
import java.util.OptionalLong;

/**
 * A client that wants to listen.
 *
 * @param lastId the version it says it has; it may never have existed
 * @param browser whether an {@code EventSource} asks, which gives up for good on an error
 */
record StreamRequest(
        Credential credential,
        PaymentId payment,
        StreamMode mode,
        OptionalLong lastId,
        boolean browser) {}
