package io.sluice.platform.http;

import static org.springframework.http.HttpStatus.BAD_REQUEST;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * One page of a list.
 *
 * @param nextCursor where the next page starts; null on the last one
 */
public record Page<T>(List<T> data, boolean hasMore, @Nullable String nextCursor) {

    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_LIMIT = 200;

    public Page {
        data = List.copyOf(data);
    }

    /** How many rows to give who asked for {@code asked}; 400 when that is out of range. */
    public static int limit(@Nullable Integer asked) {
        var limit = asked == null ? DEFAULT_LIMIT : asked;
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new Refused(
                    Problem.of(BAD_REQUEST, "invalid-request", "limit must be from 1 to 200"));
        }
        return limit;
    }

    /** A page of {@code rows}, which were read with one more than {@code limit}. */
    public static <T> Page<T> of(List<T> rows, int limit, Function<T, String> cursor) {
        if (rows.size() <= limit) {
            return new Page<>(rows, false, null);
        }
        var data = rows.subList(0, limit);
        return new Page<>(data, true, cursor.apply(data.getLast()));
    }

    /** The same page, said differently. */
    public <V> Page<V> map(Function<T, V> view) {
        return new Page<>(data.stream().map(view).toList(), hasMore, nextCursor);
    }

    /** This page as the answer to {@code request}, with the link to the next one (RFC 8288). */
    public ResponseEntity<Page<T>> answer(ServerHttpRequest request) {
        var answer = ResponseEntity.ok();
        if (nextCursor != null) {
            var next =
                    UriComponentsBuilder.fromPath(request.getURI().getRawPath())
                            .query(request.getURI().getRawQuery())
                            .replaceQueryParam("cursor", nextCursor)
                            .build()
                            .toUriString();
            answer.header(HttpHeaders.LINK, "<" + next + ">; rel=\"next\"");
        }
        return answer.body(this);
    }
}
