package io.sluice.sandbox;

import java.time.Duration;
import java.util.Optional;

/** How a node treats those who ask it. */
public sealed interface NodeFault {

    /** Passes every question and answer on as it is. */
    record Honest() implements NodeFault {}

    /** Takes questions and never answers. */
    record Hang() implements NodeFault {}

    /** Refuses connections, and has cut those it had. */
    record Dead() implements NodeFault {}

    /** Answers with an HTTP error status. */
    record Refusing(int status, Optional<Duration> retryAfter) implements NodeFault {

        /** 429, with or without a word on when to come back. */
        public static Refusing tooManyRequests(Optional<Duration> retryAfter) {
            return new Refusing(429, retryAfter);
        }
    }

    /** Does not know the newest blocks yet. */
    record Lagging(int blocks) implements NodeFault {}

    /** Answers promptly, and wrongly. */
    record Lying(Lie lie) implements NodeFault {}
}
