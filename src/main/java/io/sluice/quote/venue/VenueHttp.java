package io.sluice.quote.venue;

import java.time.Duration;
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

    VenueHttp(WebClient.Builder http, String url) {
        this.http =
                http.clone()
                        .baseUrl(url)
                        .codecs(it -> it.defaultCodecs().maxInMemorySize(LARGEST_ANSWER_BYTES))
                        .build();
    }

    /** The answer as it is; the asker brings the timeout. */
    Mono<String> ask(Question question) {
        return http.get()
                .uri(question.path(), question.variables())
                .exchangeToMono(VenueHttp::body);
    }

    private static Mono<String> body(ClientResponse response) {
        return switch (response.statusCode().value()) {
            case 200 -> response.bodyToMono(String.class);
            case 418, 429 -> refusal(response, new SourceFailure.Throttled(retryAfter(response)));
            case 451 -> refusal(response, new SourceFailure.Barred());
            default -> {
                var status = "answered HTTP " + response.statusCode().value();
                yield refusal(response, new SourceFailure.Unusable(status));
            }
        };
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
