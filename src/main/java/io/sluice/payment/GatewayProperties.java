package io.sluice.payment;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What this deployment is, as far as payments say so.
 *
 * @param publicUrl where the world reaches this gateway: the source of every event
 * @param livemode whether real money moves here
 */
@ConfigurationProperties("sluice")
public record GatewayProperties(
        @DefaultValue("http://127.0.0.1:8080") URI publicUrl,
        @DefaultValue("false") boolean livemode) {}
