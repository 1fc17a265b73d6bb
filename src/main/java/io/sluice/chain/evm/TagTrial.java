package io.sluice.chain.evm;

import io.sluice.chain.nodes.TagFinding;
import java.time.Duration;
import java.time.Instant;

/**
 * What was seen of a finality tag since this replica began to hear the chain.
 *
 * @param tried whether every node was heard
 * @param height where enough operators last put it; -1 for none
 * @param moved whether it was seen to go on
 * @param behind whether it was seen below the head
 * @param contradicted whether operators name different blocks of one height right now
 * @param head where the head was when the tag last went on
 * @param since when that was
 * @param stuck whether it has stood still for too long
 */
record TagTrial(
        boolean tried,
        long height,
        boolean moved,
        boolean behind,
        boolean contradicted,
        long head,
        Instant since,
        boolean stuck) {

    static final TagTrial NONE =
            new TagTrial(false, -1, false, false, false, -1, Instant.EPOCH, false);

    /** An epoch of the slowest is minutes; an hour without one is an outage. */
    private static final Duration STANDSTILL = Duration.ofMinutes(30);

    /** The same after a word of a node; {@code all} says whether every node was heard by now. */
    TagTrial with(boolean all, long now, long headNow, boolean contradiction, Instant at) {
        if (headNow < 0) {
            return this;
        }
        var isNew = now != height;
        var headThen = isNew ? headNow : head;
        var sinceThen = isNew ? at : since;
        return new TagTrial(
                tried || all,
                now,
                moved || (height >= 0 && now > height),
                behind || (now >= 0 && now < headNow),
                contradiction,
                headThen,
                sinceThen,
                headNow > headThen && sinceThen.plus(STANDSTILL).isBefore(at));
    }

    TagFinding finding() {
        if (!tried) {
            return TagFinding.UNTRIED;
        }
        if (height < 0) {
            return TagFinding.NOT_SERVED;
        }
        if (contradicted) {
            return TagFinding.CONTRADICTED;
        }
        if (stuck) {
            return TagFinding.STUCK;
        }
        if (!moved) {
            return TagFinding.UNMOVED;
        }
        return behind ? TagFinding.GOOD : TagFinding.AT_HEAD;
    }
}
