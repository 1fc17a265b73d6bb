package io.sluice.payment.derivation;

import io.sluice.chain.Finality;
import io.sluice.merchant.Merchant;
import io.sluice.merchant.Tolerance;
import java.time.Duration;

/**
 * The rules a choice was made under, frozen with it: a stricter policy later never un-confirms what
 * was shipped.
 *
 * @param skew how far a block's clock may be off before its value is late
 */
public record Policy(
        Finality finality,
        Tolerance tolerance,
        Merchant.Late late,
        Duration maximumLateness,
        Duration skew) {

    /** What must have happened to the value before it is confirmed: {@code 3 blocks, safe}. */
    public String requires() {
        var depth = finality.depth() == 1 ? "1 block" : finality.depth() + " blocks";
        return switch (finality.tag()) {
            case NONE -> depth;
            case SAFE -> finality.depth() == 1 ? "safe" : depth + ", safe";
            case FINALIZED -> finality.depth() == 1 ? "finalized" : depth + ", finalized";
        };
    }
}
