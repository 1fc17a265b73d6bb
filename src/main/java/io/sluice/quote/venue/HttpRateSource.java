package io.sluice.quote.venue;

import io.sluice.platform.reactive.Answer;
import io.sluice.platform.reactive.FanOut;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** A venue asked over HTTP, left alone for a while when it asks for that. */
final class HttpRateSource implements RateSource {

    private final VenueTerms terms;
    private final Venue venue;
    private final VenueHttp http;
    private final InstantSource clock;
    private final AtomicReference<BackOff> backOff = new AtomicReference<>(BackOff.NONE);

    HttpRateSource(VenueTerms terms, Venue venue, VenueHttp http, InstantSource clock) {
        this.terms = terms;
        this.venue = venue;
        this.http = http;
        this.clock = clock;
    }

    @Override
    public VenueTerms terms() {
        return terms;
    }

    @Override
    public Mono<List<Answer<Listing, Ticker>>> tickers() {
        return Mono.defer(this::askUnlessResting);
    }

    private Mono<List<Answer<Listing, Ticker>>> askUnlessResting() {
        if (backOff.get().resting(clock.instant())) {
            var resting = new SourceFailure.Unusable("is left alone for a while, as it asked");
            return Mono.just(terms.listings().stream().map(it -> failed(it, resting)).toList());
        }
        return FanOut.ask(venue.questions(terms.listings()), terms.patience(), this::ask)
                .concatMapIterable(this::read)
                .collectList()
                .doOnNext(this::learn);
    }

    private Mono<JsonNode> ask(Question question) {
        return http.ask(question).map(venue::parse);
    }

    private List<Answer<Listing, Ticker>> read(Answer<Question, JsonNode> answer) {
        var listings = answer.source().listings().stream();
        return switch (answer) {
            case Answer.Given(_, var body) -> listings.map(it -> read(it, body)).toList();
            case Answer.Failed(_, var cause) -> listings.map(it -> failed(it, cause)).toList();
        };
    }

    private Answer<Listing, Ticker> read(Listing listing, JsonNode body) {
        try {
            return new Answer.Given<>(listing, venue.read(listing, body));
        } catch (SourceFailure | JacksonException failure) {
            return failed(listing, failure);
        }
    }

    private static Answer<Listing, Ticker> failed(Listing listing, Throwable cause) {
        return new Answer.Failed<>(listing, SourceFailure.of(cause));
    }

    /** One strike for a round, however many of its questions were turned away. */
    private void learn(List<Answer<Listing, Ticker>> answers) {
        var refusals = answers.stream().flatMap(HttpRateSource::refusal).toList();
        if (refusals.isEmpty()) {
            if (!Answer.values(answers).isEmpty()) {
                backOff.set(BackOff.NONE);
            }
            return;
        }
        backOff.updateAndGet(it -> it.after(refusals, clock.instant()));
    }

    private static Stream<SourceFailure> refusal(Answer<Listing, Ticker> answer) {
        return switch (answer) {
            case Answer.Failed(_, SourceFailure.Throttled throttled) -> Stream.of(throttled);
            case Answer.Failed(_, SourceFailure.Barred barred) -> Stream.of(barred);
            case Answer<Listing, Ticker> _ -> Stream.empty();
        };
    }
}
