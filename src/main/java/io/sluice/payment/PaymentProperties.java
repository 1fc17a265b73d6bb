package io.sluice.payment;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How payments are kept moving.
 *
 * @param skew how far a block's clock may be off before its value is late
 * @param derivation how often payments are looked at that nobody has reported
 * @param relay how often committed events are given their place in the journal
 */
@Validated
@ConfigurationProperties("sluice.payment")
public record PaymentProperties(
        @DurationMin(seconds = 0) @DurationMax(minutes = 5) @DefaultValue("2s") Duration skew,
        @DurationMin(millis = 10) @DurationMax(millis = 500) @DefaultValue("250ms")
                Duration derivation,
        @DurationMin(millis = 10) @DurationMax(millis = 500) @DefaultValue("100ms")
                Duration relay) {}
