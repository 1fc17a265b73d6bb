package io.sluice.chaos;

import java.time.Duration;
import java.util.List;

/** One thing that happens in a row, or one look at what was recorded. */
sealed interface Step {

    /** Somebody does something to a new address; it is in the next block. */
    record Pay(Deed deed) implements Step {}

    /**
     * These payments, in an order of the seed's, and one more that it chooses: some in one block,
     * the others in another, with as many empty ones after each as it likes.
     */
    record Payments(List<Deed> deeds) implements Step {}

    /** Blocks are made. */
    record Mine(int blocks) implements Step {}

    /** The newest blocks go away, and as many empty ones come. */
    record Reorg(int depth) implements Step {}

    /** All that was paid and is in no block any more is sent again, as it was signed. */
    record Resend() implements Step {}

    /** The newest payment is replaced by another transaction of its sender and nonce. */
    record Replace() implements Step {}

    /** A node goes wrong, by its position. */
    record Behave(int node, Fault fault) implements Step {}

    /** All nodes are honest again. */
    record Heal() implements Step {}

    /** One more watcher starts. */
    record Start() implements Step {}

    /** Every watcher stops. */
    record Stop() implements Step {}

    /** Watchers that start from here on are on a machine whose clock is off. */
    record Clock(Duration off) implements Step {}

    /** As soon as any node is asked for the block so far above the cursor, things happen first. */
    record WhenAsked(int above, List<Step> steps) implements Step {}

    /** While the next unit is about to be committed, things happen first. */
    record WhileCommitting(List<Step> steps) implements Step {}

    /**
     * The chain is read to its head in time, and all that is true is recorded, and nothing else.
     */
    record Settled() implements Step {}

    /** The watchers ask and ask; whatever they record is true, if it is anything at all. */
    record Undecided() implements Step {}

    /**
     * What is final is read again and balances are looked at: whatever reached anybody up to there
     * is recorded where it comes in a way that counts, and no more.
     */
    record Audited() implements Step {}

    /** The chain is read to its head in time, whatever is said to be final. */
    record Read() implements Step {}

    /** What was about to be committed when its watcher stopped is there, and nobody waited. */
    record Committed() implements Step {}

    /** The watchers ask and ask, and nothing is recorded any more. */
    record Halted() implements Step {}
}
