package io.sluice.chain.rpc;

import java.util.List;

/** Kinds of calls that work or fail together at a node. */
enum MethodClass {
    HEAD,
    BLOCK,
    RECEIPTS,
    LOGS,
    TRACE,
    STATE,
    SEND;

    /** A block by a tag is a question about the head, one by its height or hash is not. */
    static MethodClass of(String method, List<?> params) {
        return switch (method) {
            case "eth_blockNumber", "eth_chainId", "eth_syncing", "web3_clientVersion" -> HEAD;
            case "eth_getBlockByNumber" -> isTag(params) ? HEAD : BLOCK;
            case "eth_getBlockByHash" -> BLOCK;
            case "eth_getBlockReceipts", "eth_getTransactionReceipt" -> RECEIPTS;
            case "eth_getLogs" -> LOGS;
            case "eth_sendRawTransaction" -> SEND;
            default -> method.startsWith("debug_") || method.startsWith("trace_") ? TRACE : STATE;
        };
    }

    private static boolean isTag(List<?> params) {
        return !params.isEmpty()
                && params.getFirst() instanceof String block
                && !block.startsWith("0x");
    }
}
