package io.sluice.platform.http;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long answers are remembered.
 *
 * @param kept after that a request with the same key is a new one
 * @param every how often those that are older are looked for
 * @param batch how many are forgotten with one unit at most
 */
@Validated
@ConfigurationProperties("sluice.http.idempotency")
record IdempotencyProperties(
        @DurationMin(hours = 1) @DefaultValue("30d") Duration kept,
        @DurationMin(seconds = 1) @DefaultValue("10m") Duration every,
        @Min(1) @Max(10_000) @DefaultValue("1000") int batch) {}
