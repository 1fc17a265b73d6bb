package io.sluice.quote.venue;

import io.sluice.platform.reactive.Answer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import reactor.core.publisher.Mono;

/** A source whose word holds for long, and which is therefore not asked in every round. */
final class SeldomSource implements RateSource {

    /** What is old by so small a part of the time it holds is as good as new. */
    private static final int PARTS = 100;

    /** How long one that failed is left alone while what it said before stands in. */
    private static final Duration AGAIN = Duration.ofMinutes(1);

    private final RateSource source;
    private final InstantSource clock;
    private final Duration pause;
    private final Map<Listing, Answer<Listing, Ticker>> known = new ConcurrentHashMap<>();
    private final AtomicReference<Instant> next = new AtomicReference<>(Instant.EPOCH);
    private volatile List<Answer<Listing, Ticker>> last = List.of();

    SeldomSource(RateSource source, InstantSource clock) {
        this.source = source;
        this.clock = clock;
        this.pause = source.terms().validity().holds().dividedBy(PARTS);
    }

    @Override
    public VenueTerms terms() {
        return source.terms();
    }

    @Override
    public Mono<List<Answer<Listing, Ticker>>> tickers() {
        return Mono.defer(() ->
                clock.instant().isBefore(next.get())
                        ? Mono.just(last)
                        : source.tickers().map(this::remembered));
    }

    /** What it does not say now it said before: whether that still holds is judged elsewhere. */
    private List<Answer<Listing, Ticker>> remembered(List<Answer<Listing, Ticker>> answers) {
        answers.stream()
                .filter(Answer.Given.class::isInstance)
                .forEach(it -> known.put(it.source(), it));
        last = answers.stream().map(it -> known.getOrDefault(it.source(), it)).toList();
        next.set(clock.instant().plus(rest(answers)));
        return last;
    }

    private Duration rest(List<Answer<Listing, Ticker>> answers) {
        if (isWhole(answers)) {
            return pause;
        }
        return !isWhole(last) ? Duration.ZERO : pause.compareTo(AGAIN) < 0 ? pause : AGAIN;
    }

    private static boolean isWhole(List<Answer<Listing, Ticker>> answers) {
        return answers.stream().allMatch(Answer.Given.class::isInstance);
    }
}
