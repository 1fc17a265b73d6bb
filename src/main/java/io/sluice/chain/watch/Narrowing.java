package io.sluice.chain.watch;

import io.sluice.chain.family.Mined;
import io.sluice.chain.family.Mined.Slot;
import io.sluice.chain.family.Movement;
import io.sluice.chain.family.ReadBlock;
import io.sluice.money.ChainId;
import io.sluice.platform.database.Database;
import java.math.BigInteger;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;

/**
 * Leaves of blocks what may change a row, which is little: a block moves value to hundreds, and
 * hardly ever to us. Part of a unit that has locked the cursor: who is derived meanwhile waits, and
 * so does whoever would orphan anything.
 */
final class Narrowing {

    /** More is rare, and then a statement is given all there is. */
    private static final int MOST_SLOTS = 500;

    private static final String DEPOSITS =
            """
            SELECT address FROM deposit_address
             WHERE family = :family AND address = ANY(CAST(:addresses AS text[]))
            """;

    private static final String ORPHANED =
            """
            SELECT origin, nonce FROM transfer
             WHERE chain = :chain AND state = 'ORPHANED' AND origin IS NOT NULL LIMIT :most
            """;

    private final Database database;

    Narrowing(Database database) {
        this.database = database;
    }

    /** Those blocks that pay a deposit address, and no more of them than what does. */
    Mono<List<ReadBlock>> toDeposits(ChainId chain, List<ReadBlock> reads) {
        var receivers =
                reads.stream()
                        .map(ReadBlock::movements)
                        .flatMap(List::stream)
                        .map(Movement::receiver)
                        .collect(Collectors.toSet());
        return receivers.isEmpty()
                ? Mono.just(List.of())
                : deposits(chain, receivers).map(ours -> paying(reads, ours));
    }

    /** Those blocks with a transaction that takes the place of an orphaned one, or is one. */
    Mono<List<ReadBlock>> toOrphaned(ChainId chain, List<ReadBlock> reads) {
        return database.sql(ORPHANED)
                .bind("chain", chain.value())
                .bind("most", MOST_SLOTS + 1)
                .all(row ->
                        new Slot(
                                row.get("origin", String.class),
                                row.get("nonce", BigInteger.class)))
                .collectList()
                .map(slots -> taking(reads, slots));
    }

    private Mono<Set<String>> deposits(ChainId chain, Set<String> receivers) {
        return database.sql(DEPOSITS)
                .bind("family", chain.family())
                .bind("addresses", receivers.toArray(String[]::new))
                .all(row -> row.get("address", String.class))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static List<ReadBlock> paying(List<ReadBlock> reads, Set<String> ours) {
        return reads.stream()
                .map(read -> paying(read, ours))
                .filter(read -> !read.movements().isEmpty())
                .toList();
    }

    private static ReadBlock paying(ReadBlock read, Set<String> ours) {
        var paying = read.movements().stream().filter(it -> ours.contains(it.receiver())).toList();
        var ids = paying.stream().map(Movement::id).toList();
        return read.only(paying, read.mined().stream().filter(it -> areOf(it, ids)).toList());
    }

    private static boolean areOf(Mined mined, Collection<String> ids) {
        var part = "/" + mined.transaction() + "/";
        return ids.stream().anyMatch(id -> id.contains(part));
    }

    private static List<ReadBlock> taking(List<ReadBlock> reads, List<Slot> slots) {
        var wanted = new HashSet<>(slots);
        return reads.stream()
                .map(read -> slots.size() > MOST_SLOTS ? read : read.onlyTaking(wanted))
                .filter(read -> !read.mined().isEmpty())
                .toList();
    }
}
