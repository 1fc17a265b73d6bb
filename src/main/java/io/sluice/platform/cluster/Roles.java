package io.sluice.platform.cluster;

import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What this replica does, so that stream replicas scale apart from watchers.
 *
 * @param roles all of them unless configured otherwise
 */
@ConfigurationProperties("sluice")
public record Roles(@DefaultValue({"edge", "watcher", "relay"}) Set<Role> roles) {

    /** A part of the work. */
    public enum Role {
        /** Answers requests and streams. */
        EDGE,
        /** Reads chains. */
        WATCHER,
        /** Moves what was committed into the journal's order, and runs timers. */
        RELAY
    }

    /** Whether this replica does {@code role}. */
    public boolean include(Role role) {
        return roles.contains(role);
    }
}
