package io.sluice.chain.evm;

import io.sluice.chain.evm.Checked.Doubt;
import io.sluice.chain.family.ReadBlock;
import io.sluice.chain.network.Verification;
import io.sluice.chain.proof.ProofFailure.Check;
import io.sluice.money.ChainId;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a chain has rules of its own, so that what everybody tells of a block is not what its hash
 * covers. Found out once, a quorum is asked until somebody's block is proven after all: that cannot
 * be by chance. From then on the chain is known to have no such rules, and whoever contradicts a
 * hash is not believed, however many do.
 */
final class Peculiarities {

    private static final Logger log = LoggerFactory.getLogger(Peculiarities.class);

    private final ChainId chain;
    private final Verification verification;
    private final Set<Check> failing = ConcurrentHashMap.newKeySet();
    private final Set<Check> said = ConcurrentHashMap.newKeySet();
    private volatile boolean holding;

    Peculiarities(ChainId chain, Verification verification) {
        this.chain = chain;
        this.verification = verification;
    }

    /** Whether a block can be proven here, as far as is known. */
    boolean none() {
        return verification == Verification.ROOTS && failing.isEmpty();
    }

    /** Whether the hashes of this chain are said to cover what nodes tell. */
    boolean canBeProven() {
        return verification == Verification.ROOTS;
    }

    /**
     * A block was proven: what failed before was not the chain's way. One without transactions
     * proves nothing more.
     */
    void proven(ReadBlock block) {
        holding = holding || !block.mined().isEmpty();
        if (!failing.isEmpty()) {
            failing.clear();
            log.info("A block is proven again chain={}", chain);
        }
    }

    /**
     * Whether a quorum is believed although nobody's answer passes the check. One operator is not:
     * its answer contradicts the only thing there is to hold against it.
     */
    boolean explain(Doubt doubt, Set<String> operators, String hash) {
        if (operators.size() < 2) {
            log.error(
                    "The only operator of a chain fails a check chain={} check={} block={}"
                            + " remedy='add another, or set verification: digest'",
                    chain,
                    doubt.check(),
                    hash);
            return false;
        }
        if (doubt.isOfTheBlock()) {
            return true;
        }
        if (holding) {
            refuse(doubt, hash);
            return false;
        }
        if (failing.add(doubt.check()) && said.add(doubt.check())) {
            log.error(
                    "All nodes of a chain that were heard fail a check, and agree otherwise: a"
                            + " quorum is believed from now on chain={} check={} block={}"
                            + " remedy='set verification: digest, or update'",
                    chain,
                    doubt.check(),
                    hash);
        }
        return true;
    }

    private void refuse(Doubt doubt, String hash) {
        if (said.add(doubt.check())) {
            log.error(
                    "All nodes of a chain that were heard fail a check that held before: its blocks"
                            + " wait chain={} check={} block={} remedy='update, or set"
                            + " verification: digest if the chain has changed its rules'",
                    chain,
                    doubt.check(),
                    hash);
        }
    }
}
