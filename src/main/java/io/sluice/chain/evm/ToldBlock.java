package io.sluice.chain.evm;

import io.sluice.chain.proof.RpcBlock;
import io.sluice.chain.proof.RpcReceipt;
import java.util.List;

/** A block and what became of its transactions, as one node tells it. */
record ToldBlock(RpcBlock block, List<RpcReceipt> receipts) {}
