package io.sluice.platform.http;

import io.sluice.platform.http.Problem.FieldError;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import tools.jackson.core.type.TypeReference;

/**
 * An answer as it is remembered. A refusal is kept without its rendering, because the request id in
 * that is the first request's.
 *
 * @param headers as a JSON object of arrays
 */
@SuppressWarnings("ArrayRecordComponent") // written and read, never compared
record StoredAnswer(int status, String headers, byte[] body) {

    private static final TypeReference<TreeMap<String, List<String>>> HEADERS =
            new TypeReference<>() {};

    /** The parts of a {@link Problem} that do not follow from the row. */
    private record Refusal(
            String code, String detail, boolean retryable, List<FieldError> errors) {}

    static StoredAnswer of(ResponseEntity<byte[]> answer) {
        var headers = new TreeMap<String, List<String>>();
        answer.getHeaders().forEach(headers::put);
        var body = answer.getBody();
        return new StoredAnswer(
                answer.getStatusCode().value(),
                ApiJson.mapper().writeValueAsString(headers),
                body == null ? new byte[0] : body);
    }

    static StoredAnswer of(Problem problem) {
        var refusal =
                new Refusal(
                        problem.code(), problem.detail(), problem.retryable(), problem.errors());
        return new StoredAnswer(problem.status().value(), "{}", ApiJson.bytes(refusal));
    }

    /** Whatever {@code work} answered, as bytes. */
    static ResponseEntity<byte[]> rendered(ResponseEntity<?> answer) {
        var headers = new HttpHeaders();
        headers.putAll(answer.getHeaders());
        return new ResponseEntity<>(
                bytes(answer.getBody(), headers), headers, answer.getStatusCode());
    }

    private static byte @Nullable [] bytes(@Nullable Object body, HttpHeaders headers) {
        if (body == null) {
            return null;
        }
        if (headers.getContentType() == null) {
            headers.setContentType(MediaType.APPLICATION_JSON);
        }
        return body instanceof byte[] bytes ? bytes : ApiJson.bytes(body);
    }

    /** The answer once more; fails with the refusal once more. */
    ResponseEntity<byte[]> again() {
        if (status >= 400) {
            throw Refused.again(problem());
        }
        var again = new HttpHeaders();
        again.putAll(ApiJson.mapper().readValue(headers, HEADERS));
        again.set(DatabaseIdempotency.REPLAYED, "true");
        return new ResponseEntity<>(body.length == 0 ? null : body, again, status);
    }

    private Problem problem() {
        var refusal = ApiJson.mapper().readValue(body, Refusal.class);
        return new Problem(
                HttpStatus.valueOf(status),
                refusal.code(),
                refusal.detail(),
                refusal.retryable(),
                refusal.errors(),
                Optional.empty());
    }
}
