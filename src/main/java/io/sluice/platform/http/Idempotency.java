package io.sluice.platform.http;

import org.springframework.http.ResponseEntity;
import reactor.core.publisher.Mono;

/** Makes a POST happen once, however often it is sent. */
public interface Idempotency {

    /**
     * Runs {@code work} in one unit with the row that remembers its answer. A repeated request gets
     * the stored answer with {@code Idempotency-Replayed: true}; fails with a problem when the key
     * is missing (400), still running (409), or was used with another body (422). A refusal of
     * {@code work} undoes what it did and is remembered too, where its status is final (400, 404,
     * 422).
     */
    Mono<ResponseEntity<byte[]>> once(
            IdempotentRequest request, Mono<? extends ResponseEntity<?>> work);
}
