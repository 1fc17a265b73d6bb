package io.sluice.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AnvilChainTests {

    private static final String PAYEE = "0x000000000000000000000000000000000000dEaD";

    private final AnvilChain chain = AnvilChain.start(AnvilChain.Options.manual());
    private final PayerWallet payer = PayerWallet.funded(chain, 0);

    @AfterEach
    void stop() {
        chain.close();
    }

    @Test
    void minesOnlyWhenAskedToAndItsTagsFollowTheHead() {
        chain.mine(6);

        assertThat(chain.height()).isEqualTo(6);
        assertThat(height("safe")).isEqualTo(4);
        assertThat(height("finalized")).isEqualTo(2);
    }

    @Test
    void movesATokenFromThePayerToAnyAddress() {
        var token = TestToken.deploy(chain);
        token.mint(payer.address(), BigInteger.valueOf(50_000_000));
        chain.mine(1);

        var sent = payer.sendToken(token, PAYEE, BigInteger.valueOf(27_031_200));
        chain.mine(1);

        assertThat(token.balance(PAYEE)).isEqualTo(27_031_200);
        assertThat(token.balance(payer.address())).isEqualTo(22_968_800);
        assertThat(status(sent)).isEqualTo("0x1");
    }

    @Test
    void forgetsATransactionInAReorgUntilItIsSentAgain() {
        chain.mine(1);
        var sent = payer.sendEther(PAYEE, BigInteger.TEN);
        chain.mine(2);
        var before = chain.hash(2);

        chain.reorg(2);

        assertThat(chain.height()).isEqualTo(3);
        assertThat(chain.hash(2)).isNotEqualTo(before);
        assertThat(status(sent)).isEmpty();

        payer.resend(sent);
        chain.mine(1);

        assertThat(status(sent)).isEqualTo("0x1");
    }

    @Test
    void sendsWhatWasSignedBefore() {
        var raw = payer.signEther(PAYEE, BigInteger.TEN);
        chain.mine(1);

        var sent = payer.sendRaw(raw);
        chain.mine(1);

        assertThat(status(sent)).isEqualTo("0x1");
    }

    @Test
    void minesNoTransactionThatWasReplacedAfterAReorg() {
        var forgotten = payer.sendEther(PAYEE, BigInteger.TEN);
        chain.mine(1);
        chain.reorg(1);

        var other = payer.replace(forgotten.raw(), payer.address());
        chain.mine(1);

        assertThat(status(other)).isEqualTo("0x1");
        assertThatThrownBy(() -> payer.resend(forgotten)).hasMessageContaining("nonce too low");
    }

    @Test
    void replacesATransactionThatStillWaits() {
        var waiting = payer.sendEther(PAYEE, BigInteger.TEN);

        var other = payer.replace(waiting.raw(), payer.address());
        chain.mine(1);

        assertThat(status(other)).isEqualTo("0x1");
        assertThat(status(waiting)).isEmpty();
    }

    @Test
    void keepsItsClockInAReorg() {
        chain.mine(1);
        chain.advance(Duration.ofMinutes(20));
        var before = chain.time(2);

        chain.reorg(2);
        chain.mine(1);

        assertThat(chain.time(3)).isAfterOrEqualTo(before);
    }

    @Test
    void movesItsClockOn() {
        chain.mine(1);
        var before = chain.time(1);

        chain.advance(Duration.ofMinutes(20));

        assertThat(chain.time(2)).isAfterOrEqualTo(before.plus(Duration.ofMinutes(20)));
    }

    @Test
    void isGoneWhenClosed() {
        chain.close();

        assertThat(ProcessHandle.of(chain.pid()).filter(ProcessHandle::isAlive)).isEmpty();
        assertThatThrownBy(chain::height).hasRootCauseInstanceOf(IOException.class);
    }

    @Test
    void minesByItselfWhenToldHowOften() {
        var options = new AnvilChain.Options(31338, Optional.of(Duration.ofMillis(100)), 2);

        try (var busy = AnvilChain.start(options)) {
            Eventually.holds(Duration.ofSeconds(10), () -> busy.height() >= 3);

            assertThat(busy.call("eth_chainId").asString()).isEqualTo("0x7a6a");
        }
    }

    @Test
    void forgetsInAReorgOfAnyDepthWhileItMinesByItself() {
        try (var busy = AnvilChain.start(AnvilChain.Options.every(Duration.ofMillis(300)))) {
            for (var depth = 1; depth <= 6; depth++) {
                var removed = depth;
                Eventually.holds(Duration.ofSeconds(30), () -> forgets(busy, removed));
            }
        }
    }

    /** False also when a block was mined after the look and before the reorg. */
    private static boolean forgets(AnvilChain chain, int depth) {
        var sent = PayerWallet.funded(chain, depth).sendEther(PAYEE, BigInteger.ONE);
        awaitDepth(chain, sent, depth);
        chain.reorg(depth);
        return block(chain, sent).isEmpty();
    }

    private static void awaitDepth(AnvilChain chain, PayerWallet.Sent sent, int depth) {
        Eventually.holds(
                Duration.ofSeconds(10),
                () ->
                        block(chain, sent)
                                .filter(it -> chain.height() - it + 1 >= depth)
                                .isPresent());
    }

    /** The height of the block it is in. */
    private static Optional<Long> block(AnvilChain chain, PayerWallet.Sent sent) {
        var height = chain.call("eth_getTransactionReceipt", sent.hash()).path("blockNumber");
        return height.isString()
                ? Optional.of(AnvilChain.quantity(height).longValueExact())
                : Optional.empty();
    }

    private long height(String tag) {
        var block = chain.call("eth_getBlockByNumber", tag, false);
        return AnvilChain.quantity(block.path("number")).longValueExact();
    }

    private String status(PayerWallet.Sent sent) {
        return chain.call("eth_getTransactionReceipt", sent.hash()).path("status").asString("");
    }
}
