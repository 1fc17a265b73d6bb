package io.sluice.payment.journal;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event as it leaves the gateway, in the CloudEvents JSON format.
 *
 * @param sequence the payment's version, a string as the extension of that name demands
 * @param traceparent of the request that caused it; left out when nobody asked
 * @see <a href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md">CloudEvents
 *     1.0</a>
 */
record Envelope(
        String specversion,
        String id,
        String source,
        String type,
        String subject,
        Instant time,
        String datacontenttype,
        String sequence,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String traceparent,
        Object data) {}
