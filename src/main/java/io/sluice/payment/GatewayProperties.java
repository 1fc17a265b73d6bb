package io.sluice.payment;

import java.net.URI;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What this deployment is, as far as payments say so.
 *
 * @param publicUrl where the world reaches this gateway: the source of every event
 * @param livemode whether real money moves here
 * @param roles what this replica does: {@code edge}, {@code watcher}, {@code relay}
 */
@ConfigurationProperties("sluice")
public record GatewayProperties(
        @DefaultValue("http://127.0.0.1:8080") URI publicUrl,
        @DefaultValue("false") boolean livemode,
        @DefaultValue({"edge", "watcher", "relay"}) Set<String> roles) {

    /** Whether this replica gives events their positions. */
    public boolean relays() {
        return roles.contains("relay");
    }

    /** Whether this replica derives payments that nobody has reported. */
    public boolean derives() {
        return relays() || roles.contains("watcher");
    }
}
