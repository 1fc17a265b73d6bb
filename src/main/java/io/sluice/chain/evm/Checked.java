package io.sluice.chain.evm;

import io.sluice.chain.family.ReadBlock;
import io.sluice.chain.proof.ProofFailure;
import java.util.Optional;

/**
 * What one node tells of a block, and what of it the block's hash does not bear out.
 *
 * @param doubt empty when it is proven
 */
record Checked(ReadBlock block, Optional<Doubt> doubt) {

    static Checked proven(ReadBlock block) {
        return new Checked(block, Optional.empty());
    }

    static Checked doubted(ReadBlock block, ProofFailure failure) {
        var ofTheBlock = failure instanceof ProofFailure.UnknownType;
        return new Checked(block, Optional.of(new Doubt(failure.check(), ofTheBlock)));
    }

    /**
     * A check that failed.
     *
     * @param ofTheBlock whether there is something in this block that nobody can check here
     */
    record Doubt(ProofFailure.Check check, boolean ofTheBlock) {}
}
