package io.sluice.e2e;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.sandbox.Eventually;
import io.sluice.sandbox.GatewayProcess;
import io.sluice.sandbox.Sandbox;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Kills the gateway without warning; needs a world of its own. */
@Tag("full")
class KillTests {

    final Sandbox sandbox = Sandbox.start(Sandbox.Options.manual());

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void losesAndDoublesNothingWheneverItDies() {
        var seed = System.nanoTime();
        var random = new Random(seed);
        var properties = sandbox.properties();
        Lot lot;
        try (var gateway = GatewayProcess.start(properties)) {
            lot = Lot.openAndSend(World.with(sandbox, gateway.url()));
            sandbox.chain().mine(1);
            LockSupport.parkNanos(ofMillis(random.nextInt(400)).toNanos());
            gateway.kill();
        }
        for (var i = 0; i < 6; i++) {
            try (var gateway = GatewayProcess.start(properties)) {
                sandbox.chain().mine(1);
                LockSupport.parkNanos(ofMillis(random.nextInt(400)).toNanos());
                gateway.kill();
            }
        }
        try (var gateway = GatewayProcess.start(properties)) {
            assertThat(gateway.pid()).as("seed %d", seed).isPositive();
            lot.settles(World.with(sandbox, gateway.url()));
        }
    }

    @Test
    void doesNotExpireWhatWasPaidInTimeWhileItWasAwayOverTheDeadline() {
        var properties = sandbox.properties();
        Payment payment;
        Instant deadline;
        try (var gateway = GatewayProcess.start(properties)) {
            var world = World.with(sandbox, gateway.url());
            var partner = world.newPartner();
            var _ = partner.open("25.00");
            payment = partner.openShort(sandbox.token().assetId());
            deadline = Instant.parse(payment.view().get("expires_at").asString());
            world.send(payment, payment.due());
            gateway.kill();
        }
        sandbox.chain().mine(1);
        assertThat(sandbox.chain().time(sandbox.chain().height())).isBefore(deadline);
        Eventually.holds(ofSeconds(30), () -> Instant.now().isAfter(deadline.plusSeconds(1)));
        sandbox.chain().advance(ofSeconds(60));
        try (var gateway = GatewayProcess.start(properties)) {
            assertThat(gateway.pid()).isPositive();
            payment.becomes("processing");
            assertThat(payment.exceptions()).isEmpty();
        }
    }
}
