package io.sluice.chain.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.TestDatabase;
import io.sluice.chain.Broadcast.State;
import io.sluice.chain.ChainView;
import io.sluice.chain.Payee;
import io.sluice.chain.PendingTransfer;
import io.sluice.chain.Transfer;
import io.sluice.chain.TransferListener;
import io.sluice.chain.broadcast.Outbound.Draft;
import io.sluice.chain.broadcast.PostgresOutbounds.Kept;
import io.sluice.chain.family.Families;
import io.sluice.chain.family.Mined;
import io.sluice.chain.family.Movement;
import io.sluice.chain.family.ReadBlock;
import io.sluice.chain.family.Signed;
import io.sluice.chain.family.Word;
import io.sluice.chain.network.Networks;
import io.sluice.money.Asset;
import io.sluice.platform.database.Database;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import reactor.core.publisher.Mono;

/** One kept transaction, and operators who say what the test has them say. */
abstract class DeliveryWorld {

    private static final Asset COIN = new Asset(Networks.SANDBOX, "slip44:60", "ETH", 18);
    static final String ADDRESS = "0x3535353535353535353535353535353535353535";
    static final String SENDER = "0x9d8A62f656a8d1615C1294fd71e9CFb3E4855A4F";
    static final BigInteger NONCE = BigInteger.valueOf(7);

    final Database database = TestDatabase.fresh().database();
    final PostgresOutbounds outbounds = new PostgresOutbounds(database);
    final Inclusions inclusions = new Inclusions(database);
    final PendingTransfers pending = new PendingTransfers(database);
    final PostgresTrials trials = new PostgresTrials(database);
    final ScriptedCourier operators = new ScriptedCourier();
    final List<String> told = new CopyOnWriteArrayList<>();
    final Delivery delivery = delivery();
    boolean awaited = true;

    @BeforeEach
    void keepOne() {
        read(10, 4);
        assertThat(keep().now()).isTrue();
        assertThat(state()).isEqualTo(State.STORED);
    }

    void accept() {
        operators.say(Word.Kind.TAKEN, "");
        operators.have("a", "b", "c");
        pass("3 seconds");
        attempt();
        assertThat(state()).isEqualTo(State.ACCEPTED);
    }

    /** As the replica does that took it. */
    void first() {
        delivery.attempt(Due.first(only())).block();
    }

    /** As the rounds do. */
    void attempt() {
        assertThat(due()).hasSize(1);
        due().forEach(it -> delivery.attempt(it).block());
    }

    List<Due> due() {
        return list(trials.due(Networks.SANDBOX, 10).collectList());
    }

    Outbound only() {
        return list(outbounds.of("pay_1", 10).collectList()).getFirst();
    }

    State state() {
        return only().state();
    }

    List<PendingTransfer.State> pending() {
        return list(pending.to(List.of(ADDRESS)).map(PendingTransfer::state).collectList());
    }

    void include(long height, Mined... mined) {
        include(height, height, mined);
    }

    void include(long cursor, long height, Mined... mined) {
        var block = new Transfer.Block(height, "0x" + height, Instant.EPOCH);
        var read = new ReadBlock(block, "0x0", List.of(), List.of(mined));
        assertThat(inclusions.included(view(cursor), List.of(read)).collectList().block())
                .isNotNull();
    }

    void read(long height, long finalized) {
        var moved =
                database.sql(
                                """
                                INSERT INTO chain_cursor (chain, family, height, hash, time,
                                    finalized)
                                VALUES (:chain, 'eip155', :height, '0x', now(), :finalized)
                                ON CONFLICT (chain) DO UPDATE
                                   SET height = excluded.height, finalized = excluded.finalized
                                """)
                        .bind("chain", Networks.SANDBOX.value())
                        .bind("height", height)
                        .bind("finalized", finalized)
                        .update()
                        .block();
        assertThat(moved).isEqualTo(1);
    }

    void keepOthers(int others) {
        var kept =
                database.sql(
                                """
                                INSERT INTO outbound_transaction (chain, hash, payment, address,
                                    sender, nonce, raw, hinted, transfer, asset, symbol, decimals,
                                    units, state)
                                SELECT chain, hash || n, 'pay_other', 'other', 'other', n, raw,
                                       hinted, transfer, asset, symbol, decimals, units, state
                                  FROM outbound_transaction, generate_series(1, :others) AS n
                                """)
                        .bind("others", others)
                        .update()
                        .block();
        assertThat(kept).isEqualTo(others);
    }

    void change(String what) {
        var changed =
                database.sql("UPDATE outbound_transaction SET " + what + " WHERE hash = :hash")
                        .bind("hash", "0xabc")
                        .update()
                        .block();
        assertThat(changed).isEqualTo(1);
    }

    void pass(String time) {
        change("next_at = next_at - interval '" + time + "'");
    }

    Kept keep() {
        return outbounds.keep(draft(), Instant.now().plusSeconds(60)).blockOptional().orElseThrow();
    }

    private Delivery delivery() {
        TransferListener listener =
                new TransferListener() {
                    @Override
                    public Mono<Void> moved(ChainView view, Collection<String> touched) {
                        return Mono.empty();
                    }

                    @Override
                    public Mono<Void> noticed(String family, Collection<String> addresses) {
                        return Mono.fromRunnable(() -> told.addAll(addresses));
                    }
                };
        Payee payee = _ -> Mono.fromCallable(() -> awaited);
        var beans = new StaticListableBeanFactory(Map.of("listener", listener, "payee", payee));
        return new Delivery(
                database,
                trials,
                inclusions,
                new Couriers(Networks.unasked(), new Families(List.of(operators))),
                beans.getBeanProvider(Payee.class),
                beans.getBeanProvider(TransferListener.class));
    }

    private static Draft draft() {
        return draft("0xabc");
    }

    /** Another one of its sender and nonce. */
    static Draft raised() {
        return draft("0xdef");
    }

    private static Draft draft(String hash) {
        var call = new Signed.Call(ADDRESS, BigInteger.TEN, "0x", BigInteger.TEN, BigInteger.ONE);
        var signed = new Signed(Networks.SANDBOX, hash, "0x00", SENDER, NONCE, call);
        var id = Networks.SANDBOX + "/" + hash + "/native";
        return new Draft("pay_1", signed, new Movement(id, COIN, SENDER, ADDRESS, BigInteger.TEN));
    }

    static ChainView view(long height) {
        var at = Instant.EPOCH;
        return new ChainView(Networks.SANDBOX, height, "0x" + height, at, at, -1, -1, height);
    }

    static <T> List<T> list(Mono<List<T>> all) {
        return all.blockOptional().orElseThrow();
    }
}
