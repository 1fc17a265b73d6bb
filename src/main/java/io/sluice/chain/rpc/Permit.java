package io.sluice.chain.rpc;

import io.sluice.platform.reactive.Answer;
import java.util.concurrent.atomic.AtomicBoolean;

/** One call that was let out, and what became of it, once. */
final class Permit {

    private final Gate gate;
    private final RpcCall<?> call;
    private final long since;
    private final AtomicBoolean over = new AtomicBoolean();

    Permit(Gate gate, RpcCall<?> call, long since) {
        this.gate = gate;
        this.call = call;
        this.since = since;
    }

    void succeeded() {
        if (over.compareAndSet(false, true)) {
            gate.succeeded(call);
        }
    }

    void answered(Answer<?, ?> answer) {
        switch (answer) {
            case Answer.Given<?, ?> _ -> succeeded();
            case Answer.Failed<?, ?>(_, var cause) -> failed(cause);
        }
    }

    void failed(Throwable cause) {
        if (over.compareAndSet(false, true)) {
            if (cause instanceof RpcFailure failure) {
                gate.failed(call, failure);
            } else {
                gate.abandoned(call);
            }
        }
    }

    /** Whoever lost a race did no wrong; whoever let all patience run out did. */
    void abandoned(long patience) {
        if (over.compareAndSet(false, true)) {
            if (gate.nanos().getAsLong() - since < patience) {
                gate.abandoned(call);
            } else {
                gate.failed(call, new RpcFailure.Unavailable("too slow", null));
            }
        }
    }
}
