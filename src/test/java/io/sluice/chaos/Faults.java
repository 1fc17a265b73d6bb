package io.sluice.chaos;

import io.sluice.sandbox.HeadLies;
import io.sluice.sandbox.Lie;
import io.sluice.sandbox.Lies;
import io.sluice.sandbox.Manglings;
import io.sluice.sandbox.NodeFault;
import io.sluice.sandbox.PayerWallet;
import io.sluice.sandbox.ReceiptLies;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The ways for a node to go wrong. */
final class Faults {

    private Faults() {}

    /** Every one. */
    static List<Fault> all() {
        return Stream.of(silent(), refusing(), spoilt(), lies()).flatMap(List::stream).toList();
    }

    /** On a fork of its own, where somebody else paid the newest payee. */
    static Fault fork() {
        return new Fault(
                "on a sibling fork",
                it -> {
                    var fork = it.keep(it.stage().chain().fork());
                    var payer = PayerWallet.funded(fork, 1);
                    var _ = payer.sendEther(it.payee(), BigInteger.TEN);
                    fork.mine(3);
                    return new NodeFault.Elsewhere(fork.url());
                });
    }

    /** No block after the newest one is safe or final yet. */
    static Fault stalledTags() {
        return new Fault(
                "finality stalls",
                it ->
                        new NodeFault.Lying(
                                HeadLies.nothingFinalAfter(it.height() - Stage.FINAL_BLOCKS)));
    }

    /** Those that answer promptly and in the right form. */
    static List<Fault> lies() {
        return Stream.concat(heads().stream(), receipts().stream()).toList();
    }

    static Fault named(String name) {
        return all().stream().filter(it -> it.name().equals(name)).findFirst().orElseThrow();
    }

    private static List<Fault> silent() {
        return List.of(
                Fault.of("hang", new NodeFault.Hang()),
                Fault.of("dead", new NodeFault.Dead()),
                Fault.of("one in twenty slow", new NodeFault.Slow(20, Duration.ofSeconds(4))),
                Fault.of("every second slow", new NodeFault.Slow(2, Duration.ofSeconds(4))),
                Fault.of("silent WebSocket", new NodeFault.Hinting(0)),
                Fault.of("WebSocket says all twice", new NodeFault.Hinting(2)),
                Fault.of("byte by byte", new NodeFault.Dripping(Duration.ofSeconds(1))));
    }

    private static List<Fault> refusing() {
        return List.of(
                Fault.of("429", new NodeFault.Refusing(429, Optional.empty())),
                Fault.of(
                        "429 for a second",
                        new NodeFault.Refusing(429, Optional.of(Duration.ofSeconds(1)))),
                Fault.of(
                        "429 within 200",
                        new NodeFault.Mangling(
                                "429 within 200",
                                Manglings.refusing(-32005, "rate limit exceeded").spoilt())),
                Fault.of("401", new NodeFault.Refusing(401, Optional.empty())),
                Fault.of("402", new NodeFault.Refusing(402, Optional.empty())),
                Fault.of(
                        "503 in HTML",
                        new NodeFault.Saying(503, "text/html", "<html>Try again</html>")));
    }

    private static List<Fault> spoilt() {
        return List.of(
                Fault.of("HTML", new NodeFault.Saying(200, "text/html", "<html>Hello</html>")),
                Fault.of("truncated JSON", Manglings.truncated()),
                Fault.of("64 MB", new NodeFault.Flooding(64 << 20)),
                Fault.of("wrong id", Manglings.wrongId()),
                Fault.of("batch reordered", Manglings.batchReordered()),
                Fault.of("batch answered by one object", Manglings.batchAsObject()),
                Fault.of("batch with one answer missing", Manglings.batchIncomplete()));
    }

    private static List<Fault> heads() {
        return List.of(
                lie("head a million ahead", Lies.headAhead(1_000_000)),
                lie("head a million behind", Lies.headAhead(-1_000_000)),
                lie("head flapping by three", HeadLies.flapping(3)),
                Fault.of("five blocks behind", new NodeFault.Lagging(5)),
                Fault.of("restarted a thousand blocks back", new NodeFault.Lagging(1_000)),
                lie("another chain", HeadLies.otherChain()),
                lie("everything is final", HeadLies.everythingFinal()),
                new Fault("other parents", _ -> new NodeFault.Lying(Lies.otherParents())),
                lie("other hashes", Lies.otherHashes()));
    }

    private static List<Fault> receipts() {
        return List.of(
                new Fault(
                        "a payment made up",
                        it ->
                                new NodeFault.Lying(
                                        Lies.forgedTransfer(
                                                it.stage().token().address(),
                                                it.payee(),
                                                BigInteger.TEN))),
                lie("logs inflated", Lies.inflatedTransfers()),
                lie("values inflated", ReceiptLies.inflatedValues()),
                lie("all failed", Lies.failedReceipts()),
                lie("nothing failed", Lies.nothingFailed()),
                lie("no logs", Lies.noLogs()),
                lie("no receipts", ReceiptLies.noReceipts()),
                lie("receipts unknown", ReceiptLies.nullReceipts()),
                lie("empty blocks", ReceiptLies.emptyBlocks()),
                lie("one receipt missing", ReceiptLies.firstMissing()),
                lie("receipts reversed", ReceiptLies.reversed()),
                lie("logs duplicated", ReceiptLies.duplicatedLogs()),
                lie("logs reordered", ReceiptLies.reorderedLogs()),
                lie("logs renumbered", ReceiptLies.renumberedLogs()),
                new Fault(
                        "receipts of another block",
                        it -> new NodeFault.Lying(ReceiptLies.receiptsOf(it.height()))));
    }

    private static Fault lie(String name, Lie lie) {
        return Fault.of(name, new NodeFault.Lying(lie));
    }
}
