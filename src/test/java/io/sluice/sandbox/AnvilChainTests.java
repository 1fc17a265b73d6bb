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

    private long height(String tag) {
        var block = chain.call("eth_getBlockByNumber", tag, false);
        return AnvilChain.quantity(block.path("number")).longValueExact();
    }

    private String status(PayerWallet.Sent sent) {
        return chain.call("eth_getTransactionReceipt", sent.hash()).path("status").asString("");
    }
}
