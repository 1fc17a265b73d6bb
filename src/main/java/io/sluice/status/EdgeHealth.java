package io.sluice.status;

import io.sluice.platform.cluster.Roles;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Whether clients may be sent here: a replica that is no edge is fed with nothing to tell them. */
final class EdgeHealth implements HealthIndicator {

    private final Roles roles;

    EdgeHealth(Roles roles) {
        this.roles = roles;
    }

    @Override
    public Health health() {
        return roles.include(Roles.Role.EDGE) ? Health.up().build() : Health.outOfService().build();
    }
}
