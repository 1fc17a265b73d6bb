package io.sluice.chain.rpc;

import static io.sluice.chain.rpc.RpcErrorClass.AUTH;
import static io.sluice.chain.rpc.RpcErrorClass.BILLING;
import static io.sluice.chain.rpc.RpcErrorClass.EXEC_HALT;
import static io.sluice.chain.rpc.RpcErrorClass.EXEC_REVERT;
import static io.sluice.chain.rpc.RpcErrorClass.INVALID_PARAMS;
import static io.sluice.chain.rpc.RpcErrorClass.MALFORMED;
import static io.sluice.chain.rpc.RpcErrorClass.OTHER;
import static io.sluice.chain.rpc.RpcErrorClass.RANGE_TOO_LARGE;
import static io.sluice.chain.rpc.RpcErrorClass.RATE_LIMIT;
import static io.sluice.chain.rpc.RpcErrorClass.TIMEOUT;
import static io.sluice.chain.rpc.RpcErrorClass.TX_FATAL;
import static io.sluice.chain.rpc.RpcErrorClass.TX_INSUFFICIENT_FUNDS;
import static io.sluice.chain.rpc.RpcErrorClass.TX_NONCE_HIGH;
import static io.sluice.chain.rpc.RpcErrorClass.TX_NONCE_LOW;
import static io.sluice.chain.rpc.RpcErrorClass.UNAVAILABLE;
import static io.sluice.chain.rpc.RpcErrorClass.UNSUPPORTED_METHOD;

import java.util.Optional;

/**
 * Classifies errors: by their words where somebody has seen them, else by HTTP status, else by
 * JSON-RPC code (JSON-RPC 2.0, EIP-1474, the codes of the execution APIs).
 */
final class RpcErrors {

    private static final int OK = 200;

    private RpcErrors() {}

    /** What a contract said is no answer to a question that runs none. */
    static RpcErrorClass classify(String method, int http, long code, String message) {
        var means = classify(http, code, message);
        return means.consequence() == Consequence.ANSWERED && !runsCode(method) ? MALFORMED : means;
    }

    static RpcErrorClass classify(int http, long code, String message) {
        if (http == 402) {
            return BILLING;
        }
        return ErrorWordings.read(code, message)
                .or(() -> byStatus(http))
                .orElseGet(() -> isNoNode(http, code, message) ? UNAVAILABLE : byCode(code));
    }

    /** An HTTP error without a word of a node: nobody is there, or somebody else is. */
    private static boolean isNoNode(int http, long code, String message) {
        return http >= 300 && code == 0 && message.isEmpty();
    }

    private static boolean runsCode(String method) {
        return switch (method) {
            case "eth_call", "eth_estimateGas", "eth_createAccessList" -> true;
            default -> method.startsWith("debug_") || method.startsWith("trace_");
        };
    }

    /** What a status alone says; a 400 says less than the code that comes with it. */
    private static Optional<RpcErrorClass> byStatus(int http) {
        return switch (http) {
            case 401, 403 -> Optional.of(AUTH);
            case 402 -> Optional.of(BILLING);
            case 408, 504, 524 -> Optional.of(TIMEOUT);
            case 413, 414 -> Optional.of(RANGE_TOO_LARGE);
            case 429 -> Optional.of(RATE_LIMIT);
            default -> http >= 500 ? Optional.of(UNAVAILABLE) : Optional.empty();
        };
    }

    private static RpcErrorClass byCode(long code) {
        return switch (Math.clamp(code, Integer.MIN_VALUE, Integer.MAX_VALUE)) {
            case 3 -> EXEC_REVERT;
            case -32015 -> EXEC_HALT;
            case -32700, -32600, -32602 -> INVALID_PARAMS;
            case -32601, -32001, -32004 -> UNSUPPORTED_METHOD;
            case -32603, -32002 -> UNAVAILABLE;
            case -32005, -32029 -> RATE_LIMIT;
            case -38010 -> TX_NONCE_LOW;
            case -38011 -> TX_NONCE_HIGH;
            case -38013, -38015 -> TX_FATAL;
            case -38014 -> TX_INSUFFICIENT_FUNDS;
            default -> code >= OK && code < 600 ? byStatus((int) code).orElse(OTHER) : OTHER;
        };
    }
}
