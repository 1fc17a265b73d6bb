package io.sluice.e2e;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import io.sluice.sandbox.PayerWallet.Sent;
import io.sluice.sandbox.Sandbox;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;

/** A chain with a payer in it, whose newest blocks go away now and then, but no transaction. */
final class BusyChain {

    /** More than the blocks hold that can go away. */
    private static final int RECENT = 200;

    private final Sandbox sandbox;
    private final Random random;
    private final Deque<Sent> recent = new ArrayDeque<>();
    private int reorgs;
    private int sentAgain;

    BusyChain(Sandbox sandbox, Random random) {
        this.sandbox = sandbox;
        this.random = random;
    }

    /** Pays as planned, one part after the other. */
    void pay(Order order) {
        for (var units : order.parts()) {
            Pause.upTo(ofSeconds(4), random);
            order.sent(send(order.view().get("address").asString(), units), units);
        }
    }

    /** About a second in which a block is mined; one in twelve, or two, go away afterwards. */
    void goOn() {
        Pause.of(ofMillis(random.nextInt(700, 1300)));
        mine();
        if (random.nextInt(12) == 0) {
            reorg(random.nextInt(1, 3));
        }
    }

    synchronized void mine() {
        sandbox.chain().mine(1);
    }

    /** How often blocks went away, and how many transactions came again. */
    synchronized String tally() {
        return "%d reorgs, %d transactions sent again".formatted(reorgs, sentAgain);
    }

    private synchronized Sent send(String address, long units) {
        var sent = sandbox.payer().sendToken(sandbox.token(), address, BigInteger.valueOf(units));
        recent.add(sent);
        if (recent.size() > RECENT) {
            recent.remove();
        }
        return sent;
    }

    /** In the order of their nonces, or none of them would be mined. */
    private synchronized void reorg(int depth) {
        sandbox.chain().reorg(depth);
        reorgs++;
        recent.stream().filter(this::isForgotten).forEach(this::sendAgain);
    }

    private boolean isForgotten(Sent sent) {
        return sandbox.chain().call("eth_getTransactionByHash", sent.hash()).isNull();
    }

    private void sendAgain(Sent sent) {
        sandbox.payer().resend(sent);
        sentAgain++;
    }
}
