package io.sluice.chain.evm;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What nodes might say. */
final class Words {

    static final String GENESIS = "genesis";
    static final Contact ANSWERING = new Contact.Answering(GENESIS, "anvil");
    static final Terms TERMS = new Terms(2, 3, Duration.ofSeconds(1));

    private Words() {}

    /** A node that names its newest block, and none under a tag. */
    static Standing head(String node, String operator, long head, String hash, int asked) {
        return new Standing(
                node,
                operator,
                head < 0 ? new Contact.Silent("dead") : ANSWERING,
                mark(head, hash),
                Mark.NONE,
                Mark.NONE,
                -1,
                List.of(),
                Instant.ofEpochSecond(asked));
    }

    /** A node of its own operator, on the one true chain of a block each second. */
    static Standing honest(String node, long head, int asked) {
        return tagged(node, head, head - 2, head - 4, asked);
    }

    static Standing tagged(String node, long head, long safe, long finalized, int asked) {
        return new Standing(
                node,
                node,
                ANSWERING,
                mark(head, "x" + head),
                mark(safe, "x" + safe),
                mark(finalized, "x" + finalized),
                -1,
                List.of(),
                Instant.ofEpochSecond(asked));
    }

    /** A node of its own operator that calls the block {@code hash} safe. */
    static Standing safe(String node, String hash) {
        return new Standing(
                node,
                node,
                ANSWERING,
                mark(100, "x100"),
                mark(98, hash),
                Mark.NONE,
                -1,
                List.of(),
                Instant.EPOCH);
    }

    static Standing silent(String node, int asked) {
        return contact(node, new Contact.Silent("no connection"), asked);
    }

    static Standing contact(String node, Contact contact, int asked) {
        return new Standing(
                node,
                node,
                contact,
                Mark.NONE,
                Mark.NONE,
                Mark.NONE,
                -1,
                List.of(),
                Instant.ofEpochSecond(asked));
    }

    /** The same word of a node whose chain begins otherwise. */
    static Standing from(String genesis, Standing word) {
        return new Standing(
                word.node(),
                word.operator(),
                new Contact.Answering(genesis, "anvil"),
                word.head(),
                word.safe(),
                word.finalized(),
                word.oldest(),
                word.lacking(),
                word.asked());
    }

    /** The same word with another time of its newest block. */
    static Standing timed(Standing word, Instant time) {
        return new Standing(
                word.node(),
                word.operator(),
                word.contact(),
                new Mark(word.head().height(), word.head().hash(), time),
                word.safe(),
                word.finalized(),
                word.oldest(),
                word.lacking(),
                word.asked());
    }

    static Mark mark(long height, String hash) {
        return height < 0 ? Mark.NONE : new Mark(height, hash, Instant.ofEpochSecond(height));
    }
}
