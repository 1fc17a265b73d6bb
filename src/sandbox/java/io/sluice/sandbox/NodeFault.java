package io.sluice.sandbox;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.Predicate;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.ObjectNode;

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

    /** Answers as something else than a node does: what stands before it does. */
    record Saying(int status, String type, String body) implements NodeFault {}

    /** Does not know the newest blocks yet. */
    record Lagging(int blocks) implements NodeFault {}

    /** Answers promptly, and wrongly. */
    record Lying(Lie lie) implements NodeFault {}

    /** Answers truly, and what it sends over a WebSocket arrives this often: never, or twice. */
    record Hinting(int copies) implements NodeFault {}

    /** Follows another chain. */
    record Elsewhere(URI chain) implements NodeFault {}

    /** Answers truly, and one time in so many late. */
    record Slow(int oneIn, Duration delay) implements NodeFault {}

    /** Answers truly, byte by byte. */
    record Dripping(Duration between) implements NodeFault {}

    /** Begins an answer that is larger than anybody wants. */
    record Flooding(long bytes) implements NodeFault {}

    /**
     * Answers truly, and the text is spoilt on its way.
     *
     * @param spoilt makes of question and answer what arrives
     */
    record Mangling(String how, BinaryOperator<String> spoilt) implements NodeFault {

        @Override
        public String toString() {
            return how;
        }
    }

    /** Answers truly, and the world moves on between a question and its answer. */
    record Meanwhile(Predicate<ObjectNode> question, Mono<Void> event) implements NodeFault {}
}
