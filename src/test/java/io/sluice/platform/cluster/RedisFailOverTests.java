package io.sluice.platform.cluster;

import static io.sluice.platform.cluster.BusContract.publish;
import static io.sluice.platform.cluster.BusContract.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.resource.ClientResources;
import io.sluice.platform.cluster.Bus.Heard;
import io.sluice.sandbox.RedisMaster;
import io.sluice.sandbox.SandboxRedisCluster;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

/** What a master served goes on being heard when another one stands in for it. */
@Tag("full")
class RedisFailOverTests {

    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final ClientResources resources = RedisClients.resources();
    private final SandboxRedisCluster cluster = SandboxRedisCluster.start();
    private final RedisMaster master = cluster.masterOf("c");
    private final RedisMaster standIn = cluster.addStandIn(master);
    private final RedisClusterBus bus =
            SharedCluster.bus(resources, cluster, new RedisLine(Duration.ofMillis(200)));

    @AfterEach
    void stop() {
        bus.close();
        var _ = resources.shutdown();
        cluster.close();
    }

    @Test
    void hearsWhoStandsInForAMasterThatDied() {
        hearsTheStandInAfter(RedisMaster::kill);
    }

    /** Its connections stay open, and nothing comes over them any more. */
    @Test
    void hearsWhoStandsInForAMasterThatFellSilent() {
        hearsTheStandInAfter(RedisMaster::pause);
    }

    private void hearsTheStandInAfter(Consumer<RedisMaster> trouble) {
        bus.listen("c")
                .as(StepVerifier::create)
                .expectNext(new Heard.Gap(), new Heard.Gap())
                .then(() -> trouble.accept(master))
                .expectNext(new Heard.Gap())
                .then(() -> assertThat(standIn.serves("c")).isTrue())
                .then(() -> publish(bus, "c", "goes on").block())
                .thenConsumeWhile(Heard.Gap.class::isInstance)
                .assertNext(heard -> assertThat(text(heard)).isEqualTo("goes on"))
                .thenCancel()
                .verify(PATIENCE);
    }
}
