package io.sluice.status;

import io.sluice.payment.PaymentId;
import io.sluice.platform.sse.Visitor;
import java.util.OptionalLong;

/**
 * A client that wants to listen.
 *
 * @param lastId the version it says it has; it may never have existed
 */
record StreamRequest(
        Credential credential,
        PaymentId payment,
        StreamMode mode,
        OptionalLong lastId,
        Visitor visitor) {}
