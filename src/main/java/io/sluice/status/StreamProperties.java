package io.sluice.status;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How what happens to payments comes to those who listen.
 *
 * @param sweep how often the journal is read for what no message told us
 * @param progress how often the depth of payments on their way is looked up
 */
@Validated
@ConfigurationProperties("sluice.stream")
record StreamProperties(
        @DurationMin(millis = 20) @DurationMax(millis = 500) @DefaultValue("400ms") Duration sweep,
        @DurationMin(millis = 50) @DurationMax(seconds = 30) @DefaultValue("500ms")
                Duration progress) {}
