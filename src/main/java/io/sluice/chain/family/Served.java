package io.sluice.chain.family;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How far enough operators say the chain is; -1 while unknown.
 *
 * @param head the height that enough operators have reached
 * @param safe the height that enough operators call safe
 * @param finalized the height that enough operators call final
 * @param tips what the newest blocks are called, by anyone: a change of these is a reason to look
 * @param agreed the one block that enough operators call their newest, while there is one
 */
public record Served(long head, long safe, long finalized, Set<String> tips, @Nullable Tip agreed) {

    /** Nobody has said anything yet. */
    public static final Served NOTHING = new Served(-1, -1, -1, Set.of(), null);

    /**
     * A newest block.
     *
     * @param asked enough operators were asked at this moment of our clock or later, and named it
     */
    public record Tip(long height, String hash, Instant asked) {}

    /** The same, with another height that counts as final. */
    public Served finalTo(long height) {
        return new Served(head, safe, height, tips, agreed);
    }

    /** Whether nothing but the time of asking is another. */
    public boolean tellsTheSameAs(Served other) {
        return head == other.head
                && safe == other.safe
                && finalized == other.finalized
                && tips.equals(other.tips);
    }
}
