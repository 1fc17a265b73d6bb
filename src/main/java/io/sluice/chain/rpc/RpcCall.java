package io.sluice.chain.rpc;

import java.util.List;
import java.util.Map;

/** One question to a node. */
record RpcCall<T>(String method, List<?> params, Class<T> result) {

    private static final int HASH = 66;

    MethodClass methodClass() {
        return MethodClass.of(method, params);
    }

    /** What a node must be able to do for it: nodes that know a method may not know a tag. */
    String capability() {
        return switch (methodClass()) {
            case SAFE, FINALIZED -> method + " " + params.getFirst();
            case HEAD, IDENTITY, BLOCK, RECEIPTS, LOGS, TRACE, STATE, SEND -> method;
        };
    }

    Map<String, Object> as(long id) {
        return Map.of("jsonrpc", "2.0", "id", id, "method", method, "params", params);
    }

    /** Whether it is about one block, by its hash: then its answer never changes. */
    boolean isPinned() {
        return switch (method) {
            case "eth_getBlockByHash",
                    "eth_getBlockReceipts",
                    "debug_traceBlockByHash",
                    "debug_getRawReceipts",
                    "debug_getRawHeader",
                    "debug_getRawBlock" ->
                    !params.isEmpty()
                            && params.getFirst() instanceof String hash
                            && hash.length() == HASH;
            case "eth_getLogs", "eth_call", "eth_getBalance", "eth_getCode" ->
                    params.stream()
                            .anyMatch(
                                    it -> it instanceof Map<?, ?> m && m.containsKey("blockHash"));
            default -> false;
        };
    }
}
