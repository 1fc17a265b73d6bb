package io.sluice.chain.evm;

import io.sluice.chain.proof.RpcBlock;
import io.sluice.chain.proof.RpcReceipt;
import io.sluice.chain.rpc.Exhibit;
import io.sluice.chain.rpc.Transcript;
import java.util.List;

/**
 * What one node tells of a block: its transactions, and their receipts in the same order.
 *
 * @param transcripts what it sent to say so; without receipts that were told one by one
 */
record ToldBlock(RpcBlock block, List<RpcReceipt> receipts, List<Transcript> transcripts) {

    ToldBlock(RpcBlock block, List<RpcReceipt> receipts) {
        this(block, receipts, List.of());
    }

    /** The same for whom nothing can be held against. */
    ToldBlock withoutTranscripts() {
        return new ToldBlock(block, receipts);
    }

    /** What to hold against whoever told it. */
    Exhibit exhibit() {
        return Transcript.exhibit(transcripts);
    }
}
