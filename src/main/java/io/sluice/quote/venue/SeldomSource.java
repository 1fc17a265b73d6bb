package io.sluice.quote.venue;

import io.sluice.platform.reactive.Answer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import reactor.core.publisher.Mono;

/** A source whose word holds for long, and which is therefore not asked in every round. */
final class SeldomSource implements RateSource {

    /** What is old by so small a part of the time it holds is as good as new. */
    private static final int PARTS = 100;

    private final RateSource source;
    private final InstantSource clock;
    private final Duration pause;
    private final AtomicReference<Word> last = new AtomicReference<>(Word.NONE);

    SeldomSource(RateSource source, InstantSource clock) {
        this.source = source;
        this.clock = clock;
        this.pause = source.validity().holds().dividedBy(PARTS);
    }

    private record Word(List<Answer<Listing, Ticker>> answers, Instant asked) {
        static final Word NONE = new Word(List.of(), Instant.EPOCH);
    }

    @Override
    public String name() {
        return source.name();
    }

    @Override
    public String operator() {
        return source.operator();
    }

    @Override
    public Validity validity() {
        return source.validity();
    }

    @Override
    public Mono<List<Answer<Listing, Ticker>>> tickers() {
        return Mono.defer(() -> {
            var word = last.get();
            return clock.instant().isBefore(word.asked().plus(pause))
                    ? Mono.just(word.answers())
                    : source.tickers().doOnNext(this::remember);
        });
    }

    /** Only what is whole, so that a failure is not believed for as long as a word is. */
    private void remember(List<Answer<Listing, Ticker>> answers) {
        if (answers.stream().allMatch(Answer.Given.class::isInstance)) {
            last.set(new Word(answers, clock.instant()));
        }
    }
}
