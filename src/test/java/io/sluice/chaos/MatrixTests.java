package io.sluice.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a gateway that asks many nodes must live through, and the rows that play it. Four entries
 * are played elsewhere: an address that is derived while its block arrives in {@code
 * NewAddressRaceTests}, a process that is killed anywhere in {@code RestartTests} and {@code
 * KillStormTests}; of ranges of logs, whether pruned or beyond the head, nobody is ever asked.
 */
class MatrixTests {

    static Stream<Arguments> entries() {
        return Stream.of(lies(), silences(), refusals(), courses(), values()).flatMap(List::stream);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("entries")
    void hasARowFor(String entry, List<String> rows) {
        var names = Rows.all().stream().map(Row::name).toList();

        assertThat(rows)
                .as(entry)
                .allSatisfy(row -> assertThat(names).anyMatch(it -> it.startsWith(row)));
    }

    private static List<Arguments> lies() {
        return List.of(
                entry("liar first, middle, last of 2", "logs inflated, node 1 of 2"),
                entry("… of 3", "no logs, node 1 of 3", "no logs, node 2 of 3"),
                entry("… of 4", "no logs, node 3 of 4", "no logs, node 4 of 4"),
                entry("… of 5", "no logs, node 3 of 5", "no logs, node 5 of 5"),
                entry("two nodes of one operator", "all failed, by both nodes of one operator"),
                entry("head +1 M", "head a million ahead"),
                entry("head -1 M", "head a million behind"),
                entry("forged status", "all failed", "nothing failed"),
                entry("forged value", "values inflated"),
                entry("forged logs", "logs inflated", "a payment made up"),
                entry("self-consistent block with a wrong parent", "other parents"),
                entry("empty logs", "no logs", "empty blocks"),
                entry("sibling-fork logs", "on a sibling fork", "receipts of another block"),
                entry("logs duplicated", "logs duplicated"),
                entry("logs reordered", "logs reordered", "receipts reversed"),
                entry("logs renumbered", "logs renumbered"),
                entry("one receipt missing", "one receipt missing"),
                entry("null receipt of a mined transaction", "receipts unknown"),
                entry("head flapping", "head flapping by three"),
                entry("a node restarts 1000 blocks back", "restarted a thousand blocks back"),
                entry("wrong chain id", "another chain"),
                entry("pruned node", "a fee where node 1 of 3 knows no state"));
    }

    private static List<Arguments> silences() {
        return List.of(
                entry("hang", "hang, node", "hang, by all"),
                entry("slow 5 %", "one in twenty slow"),
                entry("slow 50 %", "every second slow"),
                entry("one byte per second", "byte by byte"),
                entry("WebSocket dies silently", "silent WebSocket"),
                entry("WebSocket duplicates heads", "WebSocket says all twice"));
    }

    private static List<Arguments> refusals() {
        return List.of(
                entry("429 without Retry-After", "429, node"),
                entry("429 with Retry-After", "429 for a second"),
                entry("429 inside a 200", "429 within 200"),
                entry("401, 402", "401, node", "402, node"),
                entry("HTML 503", "503 in HTML", "HTML, node"),
                entry("truncated JSON", "truncated JSON"),
                entry("64 MB body", "64 MB"),
                entry("wrong id", "wrong id"),
                entry("batch reordered", "batch reordered"),
                entry("batch answered by an object", "batch answered by one object"),
                entry("batch with a missing entry", "batch with one answer missing"));
    }

    private static List<Arguments> courses() {
        return List.of(
                entry("reorg of depth 1, 2, 7", "reorg of 1 ", "reorg of 2 ", "reorg of 7 "),
                entry("reorg of policy depth", "reorg of " + (Stage.FINAL_BLOCKS - 1) + " "),
                entry("reorg beyond final", "reorg beyond final"),
                entry("reorg while scanning", "reorg while scanning"),
                entry("reorg while committing", "reorg while committing"),
                entry("moved to another block", "a transaction moves to another block"),
                entry("replaced by same nonce", "a transaction is replaced by its nonce"),
                entry("crash between commit and acknowledgement", "another takes over between"),
                entry("finality stalls, then jumps", "finality stalls, then jumps"),
                entry("clock ±10 min", "a clock that is off by 10", "a clock that is off by -10"),
                entry("two watchers at once", "two watchers at once"));
    }

    private static List<Arguments> values() {
        return List.of(
                entry("failed transaction with value", "paid by " + Deed.FAILED_COIN),
                entry("internal transfer in a reverted frame", "paid by " + Deed.FALTERED),
                entry("selfdestruct payout", "paid by " + Deed.SELF_DESTRUCT),
                entry("fee token", "paid by " + Deed.TAXED),
                entry("zero-value transfer", "paid by " + Deed.ZERO),
                entry("spoofed transfer", "paid by " + Deed.SPOOFED),
                entry("fake token", "paid by " + Deed.FAKE),
                entry("ERC-721 transfer", "paid by " + Deed.COLLECTIBLE),
                entry("24-decimals token", "paid by " + Deed.PRECISE));
    }

    private static Arguments entry(String what, String... rows) {
        return Arguments.of(what, List.of(rows));
    }
}
