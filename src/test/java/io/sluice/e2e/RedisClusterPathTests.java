package io.sluice.e2e;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.sandbox.GatewayProcess;
import io.sluice.sandbox.RedisMaster;
import io.sluice.sandbox.Sandbox;
import io.sluice.sandbox.SandboxRedisCluster;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The gateway with a cluster for its Redis, whose masters go and come back. */
@Tag("full")
class RedisClusterPathTests {

    private final Sandbox sandbox = Sandbox.start(Sandbox.Options.manual());
    private final SandboxRedisCluster redis = SandboxRedisCluster.start();
    private final Map<String, String> properties = properties();
    private final GatewayProcess gateway = GatewayProcess.start(properties);
    private final World world = World.with(sandbox, gateway.url());

    @AfterEach
    void stop() {
        gateway.close();
        redis.close();
        sandbox.close();
    }

    @Test
    void tellsEverythingOfAPaymentWhileMastersGoAndComeBack() {
        var payment = world.newPartner().open("25.00");
        var third = payment.due() / 3;

        try (var state = payment.listen("");
                var log = payment.listen("?mode=log")) {
            log.hears(ofSeconds(5), it -> it.event().equals("snapshot"));
            world.pay(payment, third);
            log.hears(ofSeconds(5), it -> Payment.says(it, "partially_paid"));
            world.eventually(() -> heardByMessage() > 0);
            redis.masters().forEach(RedisMaster::kill);
            world.pay(payment, third);
            world.eventually(() -> PaymentPathTests.ids(log).equals(payment.versions()));
            redis.masters().forEach(RedisMaster::startAgain);
            world.pay(payment, payment.due() - 2 * third);
            log.hears(ofSeconds(5), it -> Payment.says(it, "processing"));
            world.eventually(redis::isWhole);
            world.makeFinal();
            log.hears(ofSeconds(10), it -> it.event().equals("end"));
            state.hears(ofSeconds(5), it -> it.event().equals("end"));

            assertThat(PaymentPathTests.ids(log)).isEqualTo(payment.versions());
            assertThat(PaymentPathTests.ids(state))
                    .isSubsetOf(payment.versions())
                    .doesNotHaveDuplicates()
                    .endsWith(payment.versions().getLast());
        }
        assertThat(gateway.output()).doesNotContain("Redis is no longer looked for");
    }

    private Map<String, String> properties() {
        var all = sandbox.properties();
        all.put("spring.data.redis.url", redis.url());
        return all;
    }

    /** How often this replica learned of an event over the cluster. */
    private double heardByMessage() {
        var port = properties.get("management.server.port");
        var metrics = URI.create("http://127.0.0.1:" + port + "/actuator/prometheus");
        return new Scrape(Http.get(metrics, Map.of()).body()).heardByMessage();
    }
}
