package io.sluice.chain.rpc;

import java.util.List;

/** Kinds of calls that work or fail together at a node. */
enum MethodClass {
    HEAD,
    SAFE,
    FINALIZED,
    /** What a node is, besides which chain it is of. */
    IDENTITY,
    BLOCK,
    RECEIPTS,
    LOGS,
    TRACE,
    STATE,
    SEND;

    /** A block by a tag is a question about the head, one by its height or hash is not. */
    static MethodClass of(String method, List<?> params) {
        return switch (method) {
            case "eth_blockNumber", "eth_chainId", "eth_syncing" -> HEAD;
            case "web3_clientVersion" -> IDENTITY;
            case "eth_getBlockByNumber" -> params.isEmpty() ? BLOCK : block(params.getFirst());
            case "eth_getBlockByHash" -> BLOCK;
            case "eth_getBlockReceipts", "eth_getTransactionReceipt" -> RECEIPTS;
            case "eth_getLogs" -> LOGS;
            case "eth_sendRawTransaction" -> SEND;
            default -> method.startsWith("debug_") || method.startsWith("trace_") ? TRACE : STATE;
        };
    }

    private static MethodClass block(Object which) {
        return switch (String.valueOf(which)) {
            case "safe" -> SAFE;
            case "finalized" -> FINALIZED;
            case "0x0" -> IDENTITY;
            case String block -> block.startsWith("0x") ? BLOCK : HEAD;
        };
    }
}
