package io.sluice.chain.evm;

import io.sluice.chain.family.ReadBlock;
import io.sluice.chain.proof.ProofFailure;
import io.sluice.chain.rpc.Exhibit;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What one node tells of a block, and what of it the block's hash does not bear out.
 *
 * @param doubt empty when it is proven
 */
record Checked(ReadBlock block, Optional<Doubt> doubt) {

    static Checked proven(ReadBlock block) {
        return new Checked(block, Optional.empty());
    }

    static Checked doubted(ReadBlock block, ProofFailure failure, ToldBlock told) {
        var doubt = new Doubt(failure.check(), kind(failure), told::exhibit);
        return new Checked(block, Optional.of(doubt));
    }

    private static Kind kind(ProofFailure failure) {
        return switch (failure) {
            case ProofFailure.Contradicted _ -> Kind.CONTRADICTED;
            case ProofFailure.Unreadable _ -> Kind.UNREADABLE;
            case ProofFailure.UnknownType _ -> Kind.OF_THE_BLOCK;
        };
    }

    /**
     * A check that failed.
     *
     * @param exhibit what was told, should it be a lie
     */
    record Doubt(ProofFailure.Check check, Kind kind, Supplier<Exhibit> exhibit) {

        /** Whether what was told cannot be so, while somebody else's word is proven. */
        boolean isLie() {
            return kind == Kind.CONTRADICTED;
        }

        /** Whether there is something in this block that nobody can check here. */
        boolean isOfTheBlock() {
            return kind == Kind.OF_THE_BLOCK;
        }
    }

    /** What a failed check says of who told the block. */
    enum Kind {
        /** Told otherwise than the hash says. */
        CONTRADICTED,
        /** Not told whole. */
        UNREADABLE,
        /** Nothing: it has what we do not know. */
        OF_THE_BLOCK
    }
}
