package io.sluice.e2e;

import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.e2e.Order.Plan;
import io.sluice.sandbox.Sandbox;
import io.sluice.sandbox.SandboxMerchant;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Kills one of two replicas, or both, again and again: {@code -Dsluice.kills} times. The moments
 * follow from {@code -Dsluice.seed}, as far as time can be repeated.
 */
@Tag("full")
class KillStormTests {

    private static final Duration PATIENCE = ofMinutes(3);

    final int kills = Integer.getInteger("sluice.kills", 50);
    final long seed = Long.getLong("sluice.seed", System.nanoTime());
    final Random random = new Random(seed);
    final Sandbox sandbox = Sandbox.start(Sandbox.Options.manual());
    final List<Replica> replicas = Replica.launch(2, sandbox);
    final Partner partner =
            new Partner(
                    replicas.getFirst().url(),
                    sandbox.token(),
                    sandbox.issuer().token("storm").serialized());
    final PatientClient client =
            new PatientClient(
                    replicas.stream().map(Replica::url).toList(), partner.authorized(), random());
    final BusyChain chain = new BusyChain(sandbox, random());
    final Killer killer = new Killer(replicas, random(), chain::mine);
    final List<StreamFollower> followers =
            Stream.generate(() -> new StreamFollower(client)).limit(3).toList();
    final Workers miners = new Workers();
    final Workers people = new Workers();
    final List<Shop> shops =
            Stream.generate(() -> new Shop(client, partner, random(), this::opened))
                    .limit(2)
                    .toList();

    @BeforeEach
    void say() {
        System.out.printf("Kill storm: %d kills, -Dsluice.seed=%d%n", kills, seed);
    }

    @AfterEach
    void stop() {
        people.close();
        miners.close();
        replicas.forEach(Replica::close);
        sandbox.close();
    }

    @Test
    void losesAndDoublesNothingHoweverOftenReplicasDie() throws Exception {
        var begin = System.nanoTime();
        miners.repeat(chain::goOn);
        var wallet = "{\"family\":\"eip155\",\"xpub\":\"%s\"}".formatted(SandboxMerchant.xpub(1));
        var _ = client.post("/v1/merchant/wallets", wallet, "wallet").expect(201);
        shops.forEach(it -> people.repeat(it::sell));
        followers.forEach(it -> people.repeat(it::follow));

        killer.kill(kills);
        killer.awaitAll();

        people.goHome(PATIENCE);
        askTheApi();
        miners.goHome(PATIENCE);
        askTheDatabase();
        System.out.printf(
                "Kill storm: survived in %d s; %s%n",
                Duration.ofNanos(System.nanoTime() - begin).toSeconds(), tally());
    }

    private void opened(Order order) {
        people.once(() -> chain.pay(order));
        followers.get(random.nextInt(followers.size())).offer(order);
    }

    private void askTheApi() {
        var api = new ApiAudit(client);
        orders().forEach(api::check);
        followers.forEach(it -> it.told.forEach(api::heard));
        assertThat(client.strange).isEmpty();
    }

    private void askTheDatabase() throws SQLException {
        var at = sandbox.database();
        var database = new DatabaseAudit(at.jdbcUrl(), at.user(), at.password());
        var orders = orders();
        var transfers = orders.stream().mapToLong(it -> it.sent.size()).sum();
        var cancels = orders.stream().filter(it -> it.plan == Plan.CANCEL).count();
        database.check();
        assertThat(database.count("payment")).isEqualTo(orders.size());
        assertThat(database.count("transfer")).isEqualTo(transfers);
        assertThat(database.count("idempotency_key")).isEqualTo(1 + orders.size() + cancels);
    }

    private List<Order> orders() {
        return shops.stream().flatMap(it -> it.orders.stream()).toList();
    }

    private String tally() {
        return "killed %s; %d orders; %s; %s; %s; errors logged: %s"
                .formatted(
                        killer.tally(),
                        orders().size(),
                        client.tally(),
                        chain.tally(),
                        followers.stream().map(StreamFollower::tally).toList(),
                        killer.errors());
    }

    private Random random() {
        return new Random(random.nextLong());
    }
}
