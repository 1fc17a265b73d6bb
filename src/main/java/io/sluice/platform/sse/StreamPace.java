package io.sluice.platform.sse;

import jakarta.validation.constraints.AssertTrue;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How streams are kept alive and ended.
 *
 * @param heartbeat how long a stream may be silent before it says that it lives
 * @param retryFrom the least time a client is asked to wait before it comes back
 * @param retryTo the most time a client is asked to wait before it comes back
 * @param drain how long a stopping replica waits for clients to take their last frame
 */
@Validated
@ConfigurationProperties("sluice.stream")
public record StreamPace(
        @DurationMin(seconds = 1) @DurationMax(minutes = 5) @DefaultValue("15s") Duration heartbeat,
        @DurationMin(millis = 10) @DefaultValue("1s") Duration retryFrom,
        @DurationMin(millis = 10) @DefaultValue("4s") Duration retryTo,
        @DurationMin(millis = 10) @DurationMax(seconds = 5) @DefaultValue("3s") Duration drain) {

    @AssertTrue(message = "retry-from cannot be longer than retry-to")
    boolean isRetryInOrder() {
        return retryFrom.compareTo(retryTo) <= 0;
    }
}
