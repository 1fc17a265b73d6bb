package io.sluice.platform.http;

import org.jspecify.annotations.Nullable;

/**
 * What makes two requests the same.
 *
 * @param caller who asks; keys of different callers never meet
 * @param route method and path pattern, with the path's variables filled in
 * @param key the Idempotency-Key header as it came
 * @param body the request body as it was understood; written as JSON to be compared
 */
public record IdempotentRequest(
        String caller, String route, @Nullable String key, @Nullable Object body) {}
