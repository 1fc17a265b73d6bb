package io.sluice.chain.rpc;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Why one node gave no usable answer. Its message names the node, and never its address. */
public abstract sealed class RpcFailure extends RuntimeException {

    private final String message;
    private final RpcErrorClass errorClass;

    private RpcFailure(String message, RpcErrorClass errorClass, @Nullable Throwable cause) {
        super(message, cause, false, false);
        this.message = message;
        this.errorClass = errorClass;
    }

    @Override
    public String getMessage() {
        return message;
    }

    /** The same for everybody: a node's own words may hold a key, an account, an address. */
    public String shown() {
        return message;
    }

    /** What kind of failure, and with it what to do. */
    public RpcErrorClass errorClass() {
        return errorClass;
    }

    /** What follows from it, for whoever asked. */
    public Consequence consequence() {
        return errorClass.consequence();
    }

    /** The node could not be reached, hung up, was too slow, or answered with an HTTP error. */
    public static final class Unavailable extends RpcFailure {
        public Unavailable(String message, @Nullable Throwable cause) {
            super(message, RpcErrorClass.UNAVAILABLE, cause);
        }
    }

    /** The answer is not what was asked for: no JSON, another id, too large, fields missing. */
    public static final class Malformed extends RpcFailure {
        public Malformed(String message) {
            super(message, RpcErrorClass.MALFORMED, null);
        }
    }

    /** The node said no, in an error object or with an HTTP status that means one. */
    public static final class Refused extends RpcFailure {

        /** EIP-1474 has this code for what was asked for, nodes also for the method. */
        private static final long NO_SUCH_THING = -32001;

        private final long code;
        private final @Nullable Duration pause;

        public Refused(String message, long code) {
            this(message, code, RpcErrors.classify(200, code, ""), null);
        }

        Refused(String message, long code, RpcErrorClass errorClass, @Nullable Duration pause) {
            super(message, errorClass, null);
            this.code = code;
            this.pause = pause;
        }

        @Override
        public String shown() {
            return "it refuses with " + errorClass() + ", code " + code;
        }

        /** The JSON-RPC error code; 0 when there was none. */
        public long code() {
            return code;
        }

        /** How long the node wants to be left alone, when it said so. */
        @Nullable Duration pause() {
            return pause;
        }

        /** Whether a node said so, in words that speak of the method and not of one block. */
        boolean isOfTheMethod() {
            return code != 0 && code != NO_SUCH_THING;
        }
    }

    /** The answer contradicts the hash it was asked by: proof of a lie, or of broken storage. */
    public static final class Forged extends RpcFailure {

        private final Exhibit exhibit;

        public Forged(String message) {
            this(message, Exhibit.NONE);
        }

        public Forged(String message, Exhibit exhibit) {
            super(message, RpcErrorClass.MALFORMED, null);
            this.exhibit = exhibit;
        }

        /** What was answered. */
        public Exhibit exhibit() {
            return exhibit;
        }
    }

    /** The node knows nothing of it: weak, for another one may. */
    public static final class Missing extends RpcFailure {
        public Missing(String message) {
            super(message, RpcErrorClass.MISSING_DATA, null);
        }

        @Override
        public String shown() {
            return "it has no answer";
        }
    }

    /** The node was not asked: it rests after failures, or is left alone as it wished. */
    public static final class Spared extends RpcFailure {

        private final Duration pause;

        Spared(String message, RpcErrorClass why, Duration pause) {
            super(message, why, null);
            this.pause = pause;
        }

        /** When it may be asked; zero when it may be at once by whoever insists. */
        Duration pause() {
            return pause;
        }
    }
}
