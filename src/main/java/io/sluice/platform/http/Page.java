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
 * @param nextCursor where the next page starts; null on the last one, unless the list is one that
 *     grows at its end
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

    /**
     * A page of a list that grows at its end: also its last page says where what comes later will
     * start.
     *
     * @param start where this page started
     */
    public static <T> Page<T> ofGrowing(
            List<T> rows, int limit, Function<T, String> cursor, String start) {
        var data = rows.subList(0, Math.min(limit, rows.size()));
        var next = data.isEmpty() ? start : cursor.apply(data.getLast());
        return new Page<>(data, rows.size() > limit, next);
    }

    /** The same page, said differently. */
    public <V> Page<V> map(Function<T, V> view) {
        return new Page<>(data.stream().map(view).toList(), hasMore, nextCursor);
    }

    /** This page as the answer to {@code request}, with the link to the next one (RFC 8288). */
    public ResponseEntity<Page<T>> answer(ServerHttpRequest request) {
        return answer(request, "cursor");
    }

    /** The same where {@code parameter} is what a list calls its cursor. */
    public ResponseEntity<Page<T>> answer(ServerHttpRequest request, String parameter) {
        var answer = ResponseEntity.ok();
        if (hasMore && nextCursor != null) {
            var next =
                    UriComponentsBuilder.fromPath(request.getURI().getRawPath())
                            .query(request.getURI().getRawQuery())
                            .replaceQueryParam(parameter, nextCursor)
                            .build()
                            .toUriString();
            answer.header(HttpHeaders.LINK, "<" + next + ">; rel=\"next\"");
        }
        return answer.body(this);
    }
}
