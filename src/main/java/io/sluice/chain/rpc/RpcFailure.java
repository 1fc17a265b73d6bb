package io.sluice.chain.rpc;

import org.jspecify.annotations.Nullable;

/** Why one node gave no usable answer. Its message names the node, and never its address. */
public abstract sealed class RpcFailure extends RuntimeException {

    private final String message;

    private RpcFailure(String message, @Nullable Throwable cause) {
        super(message, cause, false, false);
        this.message = message;
    }

    @Override
    public String getMessage() {
        return message;
    }

    /** The node could not be reached, hung up, was too slow, or answered with an HTTP error. */
    public static final class Unavailable extends RpcFailure {
        public Unavailable(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /** The answer is not what was asked for: no JSON, another id, too large, fields missing. */
    public static final class Malformed extends RpcFailure {
        public Malformed(String message) {
            super(message, null);
        }
    }

    /** The node answered with an error object. */
    public static final class Refused extends RpcFailure {

        private final long code;

        public Refused(String message, long code) {
            super(message, null);
            this.code = code;
        }

        /** The JSON-RPC error code. */
        public long code() {
            return code;
        }
    }

    /** The answer contradicts the hash it was asked by: proof of a lie, or of broken storage. */
    public static final class Forged extends RpcFailure {
        public Forged(String message) {
            super(message, null);
        }
    }

    /** The node knows nothing of it: weak, for another one may. */
    public static final class Missing extends RpcFailure {
        public Missing(String message) {
            super(message, null);
        }
    }
}
