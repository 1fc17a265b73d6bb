package io.sluice.chain.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.TestDatabase;
import io.sluice.chain.network.Networks;
import io.sluice.money.ChainId;
import io.sluice.platform.database.Database;
import java.math.BigInteger;
import java.util.Set;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

class WatchedAddressesTests {

    private static final Set<BigInteger> NONCES =
            Set.of(BigInteger.ONE, BigInteger.TWO, BigInteger.TEN, BigInteger.valueOf(11));

    private final Database database = TestDatabase.fresh().database();
    private final WatchedAddresses watched = new WatchedAddresses(database);

    @Test
    void knowsTheNoncesOfWhatABlockMayDecide() {
        keepTransfer("a", 1, "ORPHANED");
        keepTransfer("b", 2, "INCLUDED");
        keepTransfer("c", 3, "ORPHANED");
        keepOutbound("d", 10, "NULL");
        keepOutbound("e", 11, "7");

        assertThat(undecided(Networks.SANDBOX)).containsOnly(BigInteger.ONE, BigInteger.TEN);
        assertThat(undecided(new ChainId("eip155:1"))).isEmpty();
    }

    @Test
    void knowsThemWhereThereIsMoreToDecideThanCanBeLookedOver() {
        for (var i = 0; i < 250; i++) {
            keepTransfer("others " + i, 1000 + i, "ORPHANED");
        }
        keepTransfer("a", 1, "ORPHANED");
        keepOutbound("d", 10, "NULL");

        assertThat(undecided(Networks.SANDBOX)).containsOnly(BigInteger.ONE, BigInteger.TEN);
    }

    private Set<BigInteger> undecided(ChainId chain) {
        return watched.undecided(chain, NONCES).blockOptional().orElseThrow();
    }

    private void keepTransfer(String id, int nonce, String state) {
        write(
                """
                INSERT INTO transfer (id, chain, address, sender, asset, symbol, decimals, units,
                    state, grade, block_height, block_hash, block_time, first_included_at,
                    revision, origin, nonce)
                VALUES ('%s', 'eip155:31337', '0xours', '0xpayer', 'asset', 'ETH', 18, 1,
                    '%s', 'QUORUM', 7, '0x7', now(), now(), 1, '0xpayer', %d)
                """
                        .formatted(id, state, nonce));
    }

    private void keepOutbound(String hash, int nonce, String decided) {
        write(
                """
                INSERT INTO outbound_transaction (chain, hash, payment, address, sender, nonce, raw,
                    hinted, transfer, asset, symbol, decimals, units, state, decided_height)
                VALUES ('eip155:31337', '%s', 'pay_1', '0xours', '0xpayer', %d, '0x', false, 't',
                    'asset', 'ETH', 18, 1, 'SENT', %s)
                """
                        .formatted(hash, nonce, decided));
    }

    private void write(String statement) {
        database.sql(statement)
                .update()
                .as(StepVerifier::create)
                .expectNextCount(1)
                .verifyComplete();
    }
}
