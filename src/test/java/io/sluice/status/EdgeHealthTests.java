package io.sluice.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.platform.cluster.Roles;
import io.sluice.platform.cluster.Roles.Role;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;
import org.springframework.core.io.support.ResourcePropertySource;

class EdgeHealthTests {

    @Test
    void wantsClientsOnlyOnAnEdge() {
        assertThat(status(EnumSet.allOf(Role.class))).isEqualTo(Status.UP);
        assertThat(status(Set.of(Role.WATCHER, Role.RELAY))).isEqualTo(Status.OUT_OF_SERVICE);
    }

    @Test
    void countsForReadiness() throws IOException {
        var defaults = new ResourcePropertySource("classpath:gateway-defaults.properties");

        assertThat(defaults.getProperty("management.endpoint.health.group.readiness.include"))
                .asString()
                .contains("edge");
    }

    private static Status status(Set<Role> roles) {
        return new EdgeHealth(new Roles(roles)).health().getStatus();
    }
}
