package io.sluice.chain;

/**
 * When a transfer is deep enough to ship on.
 *
 * @param tier the size of payment it is meant for: {@code small}, {@code normal}, {@code large}
 * @param depth how many blocks, its own included, the chain must have read; at least 1
 * @param tag which tag must have reached its block besides
 */
public record Finality(String tier, int depth, Tag tag) {

    /** A chain's own word on how sure a block is; in ascending order. */
    public enum Tag {
        NONE,
        SAFE,
        FINALIZED
    }

    public Finality {
        if (depth < 1) {
            throw new IllegalArgumentException("depth counts the transfer's own block: at least 1");
        }
    }

    /**
     * The same, or as deep as to outlive that so many blocks go away. What is final does so at any
     * depth.
     */
    public Finality deeperThan(long blocks) {
        return depth > blocks || tag == Tag.FINALIZED
                ? this
                : new Finality(tier, Math.toIntExact(blocks + 1), tag);
    }

    /** Whether a block at {@code height} is deep enough in {@code view}. */
    public boolean reachedAt(long height, ChainView view) {
        var tagged =
                switch (tag) {
                    case NONE -> true;
                    case SAFE -> height <= Math.max(view.safe(), view.finalized());
                    case FINALIZED -> height <= view.finalized();
                };
        return tagged && view.height() - height + 1 >= depth;
    }
}
