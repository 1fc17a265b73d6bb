package io.sluice.quote;

import io.sluice.quote.market.Agreement;
import io.sluice.quote.market.JumpGuard;
import java.util.List;

/**
 * Posts what came of a round, unless it jumps. Every round passes here as it was heard, whichever
 * replica asked, so that each judges all of them.
 */
final class RatePosting {

    private final Board board;
    private final JumpGuard guard;
    private final RateLog log;

    RatePosting(Board board, RateLog log) {
        this.board = board;
        this.guard = new JumpGuard(board::last);
        this.log = log;
    }

    /** What is posted in the end. */
    List<Agreement> post(List<Agreement> round) {
        try {
            return round.stream().map(this::post).toList();
        } finally {
            board.ring();
        }
    }

    private Agreement post(Agreement heard) {
        board.overhear(heard);
        var posted = guard.admit(heard);
        board.post(posted);
        log.note(posted);
        return posted;
    }
}
