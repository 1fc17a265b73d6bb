package io.sluice.quote.venue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;

/** Asks one venue over HTTP and turns every kind of refusal into a {@link SourceFailure}. */
final class VenueHttp {

    /** All spot markets of a large venue, and some more. */
    private static final int LARGEST_ANSWER_BYTES = 1024 * 1024;

    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,6}");

    private final WebClient http;
    private final Map<Question, Tagged> tagged = new ConcurrentHashMap<>();

    VenueHttp(WebClient.Builder http, String url) {
        this.http =
                http.clone()
                        .baseUrl(url)
                        .codecs(it -> it.defaultCodecs().maxInMemorySize(LARGEST_ANSWER_BYTES))
                        .build();
    }

    /** An answer that need not be sent again while it is the same (RFC 9110, section 13.1.2). */
    private record Tagged(String tag, String body) {}

    /** The answer as it is; the asker brings the timeout. */
    Mono<String> ask(Question question) {
        var known = tagged.get(question);
        return http.get()
                .uri(question.path(), question.variables())
                .headers(it -> it.setIfNoneMatch(known == null ? List.of() : List.of(known.tag())))
                .exchangeToMono(response -> body(question, known, response));
    }

    private Mono<String> body(Question question, @Nullable Tagged known, ClientResponse response) {
        return switch (response.statusCode().value()) {
            case 200 ->
                    response.bodyToMono(String.class).doOnNext(it -> keep(question, response, it));
            case 304 ->
                    known == null
                            ? refusal(response, new SourceFailure.Unusable("answered HTTP 304"))
                            : response.releaseBody().thenReturn(known.body());
            case 418, 429 -> refusal(response, new SourceFailure.Throttled(retryAfter(response)));
            case 451 -> refusal(response, new SourceFailure.Barred());
            default -> {
                var status = "answered HTTP " + response.statusCode().value();
                yield refusal(response, new SourceFailure.Unusable(status));
            }
        };
    }

    private void keep(Question question, ClientResponse response, String body) {
        var tag = response.headers().asHttpHeaders().getETag();
        if (tag != null) {
            tagged.put(question, new Tagged(tag, body));
        }
    }

    private static Mono<String> refusal(ClientResponse response, SourceFailure failure) {
        return response.releaseBody().then(Mono.error(failure));
    }

    private static @Nullable Duration retryAfter(ClientResponse response) {
        var header = response.headers().asHttpHeaders().getFirst(HttpHeaders.RETRY_AFTER);
        return header != null && SECONDS.matcher(header).matches()
                ? Duration.ofSeconds(Long.parseLong(header))
                : null;
    }
}
