package io.sluice.chain.nodes;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How one node of a chain is doing. */
public enum NodeState {
    /** It does not answer, or has not answered yet. */
    CONNECTING,
    /** It answers for this chain; whether its history is the others' is not agreed yet. */
    VERIFYING,
    /** It answers, and keeps up. */
    ALIVE,
    /** It is behind what enough operators have reached. */
    LAGGING,
    /** It asks us to come back later. */
    THROTTLED,
    /** It answers, but not as it should. */
    DEGRADED,
    /** It was caught lying: it has no say until a person lifts that. */
    QUARANTINED,
    /** It is of another chain, or does not let us in: it has no say, and is asked again. */
    MISCONFIGURED;

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
