package io.sluice.chain.watch;

import io.sluice.chain.Transfer.Grade;
import io.sluice.chain.family.Movement;
import io.sluice.chain.family.ReadBlock;
import io.sluice.money.ChainId;
import io.sluice.platform.database.Database;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Set;
import reactor.core.publisher.Mono;

/**
 * Keeps what was looked at, and makes transfers of what addresses hold more than is explained. A
 * balance is looked at only up to where the second pass is, so that nothing that explains it can be
 * found later; were that otherwise, it would count twice.
 */
final class Surplus {

    /** Who sent it is in no event, and in no transaction that anybody told us. */
    private static final String UNKNOWN_SENDER = "unknown";

    private final Database database;
    private final CursorStore cursors;
    private final PostgresAudits audits;
    private final Recorder recorder;

    Surplus(Database database, CursorStore cursors, PostgresAudits audits, Recorder recorder) {
        this.database = database;
        this.cursors = cursors;
        this.audits = audits;
        this.recorder = recorder;
    }

    /** Notes what addresses hold at the end of {@code at}. */
    Mono<Void> note(Mono<Void> guard, ChainId chain, KnownBlock at, Map<Audited, BigInteger> seen) {
        return seen.isEmpty()
                ? Mono.empty()
                : guard.then(Mono.defer(() -> audits.note(chain, at.height(), seen)))
                        .as(database::atomically);
    }

    /**
     * The same of one address, and counts what is more there than is explained.
     *
     * @param where the block in which it arrived
     */
    Mono<Void> credit(
            Mono<Void> guard,
            ChainId chain,
            KnownBlock at,
            KnownBlock where,
            Audited audited,
            BigInteger held) {
        var found = found(where, audited, audited.unexplained(held));
        return guard.then(Mono.defer(() -> cursors.revise(chain)))
                .delayUntil(_ -> audits.note(chain, at.height(), Map.of(audited, held)))
                .flatMap(view -> recorder.keepTransfers(view, List.of(found)))
                .as(database::atomically);
    }

    /** There is one at most at each block. */
    private static ReadBlock found(KnownBlock at, Audited audited, BigInteger units) {
        var holding = audited.holding();
        var asset = holding.asset();
        var id =
                "%s/%s/balance:%s:%s"
                        .formatted(asset.chain(), at.hash(), holding.address(), asset.type());
        var movement = new Movement(id, asset, UNKNOWN_SENDER, holding.address(), units);
        return new ReadBlock(at.block(), "", List.of(movement), List.of())
                .believed(Grade.QUORUM, Set.of());
    }
}
