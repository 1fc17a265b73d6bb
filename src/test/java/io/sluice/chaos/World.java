package io.sluice.chaos;

import io.sluice.TestDatabase;
import io.sluice.sandbox.AnvilChain;
import io.sluice.sandbox.NodeFault;
import io.sluice.sandbox.NodeProxy;
import io.sluice.sandbox.PayerWallet.Sent;
import java.math.BigInteger;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.web3j.crypto.Keys;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** What a row is played on: nodes before the honest chain, watchers, and who looks at them. */
final class World implements AutoCloseable {

    private static final String NOBODY = "0x000000000000000000000000000000000000dEaD";

    final Stage stage = Stage.shared();
    final List<NodeProxy> nodes;
    final Recorded recorded;
    final Gateway gateway;
    final Oracle oracle;

    private final Set<String> payees = ConcurrentHashMap.newKeySet();
    private final List<Sent> sent = new ArrayList<>();
    private final List<AnvilChain> ending = new ArrayList<>();
    private final Random dice;
    private String payee = NOBODY;

    World(List<String> operators, long seed, Bug bug) throws SQLException {
        dice = new Random(seed);
        nodes =
                IntStream.range(0, operators.size())
                        .mapToObj(it -> NodeProxy.before(stage.chain(), "n" + it))
                        .toList();
        var home = TestDatabase.fresh();
        recorded = new Recorded(home);
        gateway =
                new Gateway(
                        Deployment.of(stage, nodes, operators),
                        home,
                        reader -> bug.in(reader, nodes));
        stage.chain().mine(1);
        oracle = new Oracle(new Truth(stage), recorded, stage.chain().height(), payees);
    }

    void pay(Deed deed) {
        payee =
                Keys.toChecksumAddress(
                        "0x" + UUID.randomUUID().toString().replace("-", "") + "c4a05c4a");
        gateway.watch(payee);
        payees.add(payee.toLowerCase(Locale.ROOT));
        sent.add(deed.to(stage, payee, BigInteger.valueOf(1 + dice.nextInt(1_000_000_000))));
    }

    void pay(List<Deed> deeds) {
        var all = new ArrayList<>(deeds);
        var any = List.of(Deed.values());
        all.add(any.get(dice.nextInt(any.size())));
        Collections.shuffle(all, dice);
        var early = 1 + dice.nextInt(all.size() - 1);
        all.subList(0, early).forEach(this::pay);
        stage.chain().mine(1 + dice.nextInt(2));
        all.subList(early, all.size()).forEach(this::pay);
        stage.chain().mine(2 + dice.nextInt(2));
    }

    /** In between the chain is as it never was: nobody looks then. */
    synchronized void reorg(int depth) {
        oracle.remember();
        stage.reorg(depth);
    }

    synchronized boolean isRead() {
        return oracle.isRead();
    }

    synchronized boolean isReadButForTags() {
        return oracle.isReadButForTags();
    }

    /** What was recorded and never was so. */
    synchronized List<Finding> untrue() throws SQLException {
        return oracle.untrue();
    }

    /** What is recorded other than it is, once the chain was read to its head. */
    synchronized List<Finding> differences() throws SQLException {
        return oracle.differences();
    }

    /** What is recorded of what is final, and is not what balances are there. */
    synchronized List<Finding> uncounted() throws SQLException {
        return oracle.uncounted();
    }

    /** Sends again what is in no block, in the order in which it was signed. */
    void resend() {
        sent.stream()
                .filter(it -> stage.chain().call("eth_getTransactionReceipt", it.hash()).isNull())
                .forEach(this::resend);
    }

    private void resend(Sent again) {
        try {
            stage.payer().resend(again);
        } catch (IllegalStateException e) {
            if (!String.valueOf(e.getMessage()).contains("already imported")) {
                throw e;
            }
        }
    }

    void replace() {
        var newest = sent.removeLast();
        var _ = stage.payer().replace(newest.raw(), NOBODY);
    }

    void behave(int node, Fault fault) {
        var scene = new Fault.Scene(stage, payee, stage.chain().height(), ending);
        nodes.get(node).behave(fault.of().apply(scene));
    }

    /**
     * Before any node says what the block so far above the cursor is called, and after those below
     * it were recorded, though it may have been asked for at once with them: {@code event}.
     */
    void whenAsked(int above, Mono<Void> event) throws SQLException {
        var asked = recorded.cursor().orElseThrow().height() + above;
        var height = "0x" + Long.toHexString(asked);
        var once = recordedUpTo(asked - 1).then(event).cache();
        nodes.forEach(it ->
                it.behave(
                        new NodeFault.Meanwhile(
                                question ->
                                        question.path("params").path(0).asString("").equals(height),
                                once)));
    }

    private Mono<Void> recordedUpTo(long height) {
        return Mono.fromCallable(() -> recorded.cursor().orElseThrow().height())
                .subscribeOn(Schedulers.boundedElastic())
                .filter(it -> it >= height)
                .repeatWhenEmpty(again -> again.delayElements(Duration.ofMillis(5)))
                .timeout(Duration.ofSeconds(5))
                .then();
    }

    /** Before the next block above the cursor is committed, {@code event}. */
    void whileCommitting(Mono<Void> event) throws SQLException {
        gateway.beforeCommit(recorded.cursor().orElseThrow().height(), event);
    }

    long questions() {
        return nodes.stream().mapToLong(NodeProxy::questions).sum();
    }

    @Override
    public void close() throws SQLException {
        gateway.close();
        recorded.close();
        nodes.forEach(NodeProxy::close);
        ending.forEach(AnvilChain::close);
    }
}
