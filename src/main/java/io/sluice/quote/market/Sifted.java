package io.sluice.quote.market;

import static java.util.stream.Collectors.toMap;

import io.sluice.platform.reactive.Answer;
import io.sluice.quote.venue.Listing;
import io.sluice.quote.venue.Pair;
import io.sluice.quote.venue.Ticker;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What one source said, split into books that can be believed and words that cannot. */
record Sifted(Books books, List<Word.Refused> refused) {

    /** One listing's answer, judged on its own. */
    sealed interface Word {

        record Believed(Leg leg) implements Word {}

        record Refused(Pair pair, Dropped dropped) implements Word {}
    }

    static Sifted of(Heard heard, Sanity sanity, Instant now) {
        var words = heard.answers().stream().map(it -> judge(heard, it, sanity, now)).toList();
        var legs = only(Word.Believed.class, words).map(Word.Believed::leg).toList();
        return new Sifted(
                new Books(heard.source(), heard.operator(), heard.validity().official(), legs),
                only(Word.Refused.class, words).toList());
    }

    /** Without the books of {@code pairs}, which its other books contradict. */
    Sifted without(Set<Pair> pairs) {
        var worse = books.legs().stream().filter(it -> pairs.contains(it.pair()));
        var words = Stream.concat(refused.stream(), worse.map(Sifted::contradicted)).toList();
        return new Sifted(books.without(pairs), words);
    }

    private static Word.Refused contradicted(Leg leg) {
        var reason = "is more than 1 % off its own other books";
        var pair = leg.pair();
        var offered = Offered.of(leg.prices());
        var dropped = new Dropped(leg.source(), pair.toString(), offered, leg.at(), reason);
        return new Word.Refused(pair, dropped);
    }

    /** Refused words about any of the books {@code rule} may use, each reason once. */
    Stream<Dropped> dropped(PairRule rule) {
        return refused.stream()
                .filter(it -> rule.uses(it.pair()))
                .map(Word.Refused::dropped)
                .collect(toMap(Dropped::reason, it -> it, (first, _) -> first, LinkedHashMap::new))
                .values()
                .stream();
    }

    /** That the source has nothing on {@code pair}. */
    Dropped without(Pair pair, Instant now) {
        var isSilent = books.legs().isEmpty() && refused.isEmpty();
        var reason = isSilent ? "gave no answer" : "lists no way to it";
        return new Dropped(books.source(), pair.toString(), null, now, reason);
    }

    private static <W> Stream<W> only(Class<W> kind, List<Word> words) {
        return words.stream().filter(kind::isInstance).map(kind::cast);
    }

    private static Word judge(
            Heard heard, Answer<Listing, Ticker> answer, Sanity sanity, Instant now) {
        return switch (answer) {
            case Answer.Failed(var listing, var cause) -> {
                var reason = Objects.requireNonNullElse(cause.getMessage(), "failed");
                yield refused(heard, listing.pair(), null, now, reason);
            }
            case Answer.Given(var listing, var ticker) -> {
                var at = Objects.requireNonNullElse(ticker.at(), now);
                yield sanity.objection(listing.pair(), ticker, heard.validity().holds(), now)
                        .map(it -> refused(heard, listing.pair(), offered(ticker), at, it))
                        .orElseGet(() -> believed(heard, listing, ticker, at));
            }
        };
    }

    private static Word believed(Heard heard, Listing listing, Ticker ticker, Instant at) {
        var prices = new BidAsk(ticker.bid(), ticker.ask());
        return new Word.Believed(
                new Leg(heard.source(), listing.pair(), prices, at, heard.validity().live()));
    }

    private static Word refused(
            Heard heard, Pair pair, @Nullable Offered offered, Instant at, String reason) {
        var dropped = new Dropped(heard.source(), pair.toString(), offered, at, reason);
        return new Word.Refused(pair, dropped);
    }

    private static Offered offered(Ticker ticker) {
        return new Offered(ticker.bid(), ticker.ask());
    }
}
