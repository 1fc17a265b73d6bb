package io.sluice.chain.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.TestDatabase;
import io.sluice.chain.Payee;
import io.sluice.chain.TransferListener;
import io.sluice.chain.broadcast.Outbound.Draft;
import io.sluice.chain.family.Families;
import io.sluice.chain.family.Movement;
import io.sluice.chain.family.Signed;
import io.sluice.chain.family.Word;
import io.sluice.chain.network.ChainProperties;
import io.sluice.chain.network.Network;
import io.sluice.chain.network.Networks;
import io.sluice.money.Asset;
import io.sluice.money.ChainId;
import io.sluice.payment.FakeLeases;
import io.sluice.platform.cluster.Roles;
import io.sluice.platform.cluster.Roles.Role;
import io.sluice.platform.database.Database;
import io.sluice.sandbox.Eventually;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

/** Trying transactions again, on two chains of which one answers nothing. */
class DeliveryRoundsTests {

    private static final ChainId HUNG = new ChainId("eip155:31338");
    private static final String ADDRESS = "0x3535353535353535353535353535353535353535";

    private final Database database = TestDatabase.fresh().database();
    private final PostgresOutbounds outbounds = new PostgresOutbounds(database);
    private final ScriptedCourier operators = new ScriptedCourier();
    private final DeliveryRounds rounds = rounds();

    @BeforeEach
    void start() {
        operators.hang(HUNG);
        operators.say(Word.Kind.SILENT, "");
        keep(HUNG, "0xdef");
        keep(Networks.SANDBOX, "0xabc");
        makeDue();
        rounds.start();
    }

    @AfterEach
    void stop() {
        rounds.stop();
    }

    @Test
    void triesAgainOnOneChainWhileTheNodesOfAnotherHang() {
        Eventually.holds(Duration.ofSeconds(10), () -> trials() == 1);

        makeDue();

        Eventually.holds(Duration.ofSeconds(10), () -> trials() == 2);
        assertThat(operators.sent).containsExactly("0xabc", "0xabc");
    }

    private DeliveryRounds rounds() {
        var trials = new PostgresTrials(database);
        var families = new Families(List.of(operators));
        var couriers = new Couriers(bothChains(), families);
        var none = new StaticListableBeanFactory();
        var delivery =
                new Delivery(
                        database,
                        trials,
                        new Inclusions(database),
                        couriers,
                        none.getBeanProvider(Payee.class),
                        none.getBeanProvider(TransferListener.class));
        return new DeliveryRounds(
                new FakeLeases(), new Roles(Set.of(Role.WATCHER)), couriers, trials, delivery);
    }

    private static ChainProperties bothChains() {
        var usual = Networks.unasked();
        var it = usual.chains().getFirst();
        var hung =
                new Network(
                        HUNG,
                        it.name(),
                        it.poll(),
                        it.patience(),
                        it.idleMargin(),
                        it.maxReply(),
                        it.trustSingleNode(),
                        it.nodes(),
                        it.assets(),
                        it.finality(),
                        it.verification(),
                        it.traces());
        return new ChainProperties(
                List.of(hung, it), usual.tiers(), usual.pool(), usual.readAhead());
    }

    private void keep(ChainId chain, String hash) {
        var ten = BigInteger.TEN;
        var call = new Signed.Call(ADDRESS, ten, "0x", ten, BigInteger.ONE);
        var signed = new Signed(chain, hash, "0x00", ADDRESS, BigInteger.ONE, call);
        var coin = new Asset(chain, "slip44:60", "ETH", 18);
        var movement = new Movement(chain + "/" + hash + "/native", coin, ADDRESS, ADDRESS, ten);
        var draft = new Draft("pay_1", signed, movement);
        assertThat(outbounds.keep(draft, Instant.now().plusSeconds(60)).block()).isNotNull();
    }

    private void makeDue() {
        var due =
                database.sql(
                                """
                                UPDATE outbound_transaction SET next_at = now()
                                 WHERE payment = :payment
                                """)
                        .bind("payment", "pay_1")
                        .update()
                        .block();
        assertThat(due).isEqualTo(2);
    }

    private long trials() {
        return outbounds
                .of("pay_1", 10)
                .filter(it -> it.chain().equals(Networks.SANDBOX))
                .map(Outbound::trials)
                .next()
                .blockOptional()
                .orElseThrow();
    }
}
