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

/**
 * Two replicas that people buy from, wallets follow and a chain feeds, while something happens to
 * them. Afterwards the API and the database are asked whether anything was lost or doubled.
 */
final class Storm implements AutoCloseable {

    private static final Duration PATIENCE = ofMinutes(3);

    private final Random random;
    private final Sandbox sandbox = Sandbox.start(Sandbox.Options.manual());
    private final List<Replica> replicas = Replica.launch(2, sandbox);
    private final Partner partner =
            new Partner(
                    replicas.getFirst().url(),
                    sandbox.token(),
                    sandbox.issuer().token("storm").serialized());
    private final PatientClient client;
    private final BusyChain chain;
    private final List<StreamFollower> followers;
    private final List<Shop> shops;
    private final Workers miners = new Workers();
    private final Workers people = new Workers();

    Storm(long seed) {
        random = new Random(seed);
        client =
                new PatientClient(
                        replicas.stream().map(Replica::url).toList(),
                        partner.authorized(),
                        random());
        chain = new BusyChain(sandbox, random());
        followers = Stream.generate(() -> new StreamFollower(client)).limit(3).toList();
        shops =
                Stream.generate(() -> new Shop(client, partner, random(), this::opened))
                        .limit(2)
                        .toList();
    }

    Sandbox sandbox() {
        return sandbox;
    }

    List<Replica> replicas() {
        return replicas;
    }

    /** Has blocks mined, with whatever waits for one. */
    void mine() {
        chain.mine();
    }

    Random random() {
        return new Random(random.nextLong());
    }

    /** Has people at work while {@code trouble} happens, and then checks everything. */
    void during(Runnable trouble) throws InterruptedException, SQLException {
        miners.repeat(chain::goOn);
        var wallet = "{\"family\":\"eip155\",\"xpub\":\"%s\"}".formatted(SandboxMerchant.xpub(1));
        var _ = client.post("/v1/merchant/wallets", wallet, "wallet").expect(201);
        shops.forEach(it -> people.repeat(it::sell));
        followers.forEach(it -> people.repeat(it::follow));

        trouble.run();

        people.goHome(PATIENCE);
        askTheApi();
        miners.goHome(PATIENCE);
        askTheDatabase();
    }

    /** What happened meanwhile, in one line. */
    String tally() {
        return "%d orders; %s; %s; %s"
                .formatted(
                        orders().size(),
                        client.tally(),
                        chain.tally(),
                        followers.stream().map(StreamFollower::tally).toList());
    }

    @Override
    public void close() {
        people.close();
        miners.close();
        replicas.forEach(Replica::close);
        sandbox.close();
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
}
