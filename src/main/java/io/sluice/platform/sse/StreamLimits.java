package io.sluice.platform.sse;

import jakarta.validation.constraints.Positive;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How many streams a replica takes in, so that nobody takes the place of all others.
 *
 * @param total open at once
 * @param client open at once for one client, or for one payer
 * @param address open at once from one public address; a private one is a proxy's, and is not held
 *     to it
 * @param topic open at once about one payment
 * @param connects new ones in a second, twice as many for a moment; with tickets, which may be
 *     anybody's, so many again
 */
@Validated
@ConfigurationProperties("sluice.stream.limits")
public record StreamLimits(
        @Positive @DefaultValue("20000") int total,
        @Positive @DefaultValue("5000") int client,
        @Positive @DefaultValue("500") int address,
        @Positive @DefaultValue("200") int topic,
        @Positive @DefaultValue("1000") int connects) {}
