package io.sluice.quote;

import io.sluice.platform.reactive.Answer;
import io.sluice.quote.market.Agreement;
import io.sluice.quote.market.Agreement.Agreed;
import io.sluice.quote.market.Agreement.Undecided;
import io.sluice.quote.market.Heard;
import io.sluice.quote.market.Peg;
import io.sluice.quote.market.Snapshot;
import io.sluice.quote.venue.Listing;
import io.sluice.quote.venue.Pair;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells operators when a source, a rate or a peg changes, once for each change. */
final class RateLog {

    private static final Logger LOG = LoggerFactory.getLogger(RateLog.class);

    private final Map<String, String> stablecoins;
    private final Map<String, Boolean> silent = new ConcurrentHashMap<>();
    private final Map<Pair, Boolean> undecided = new ConcurrentHashMap<>();
    private final Map<String, Peg> pegs = new ConcurrentHashMap<>();

    RateLog(Map<String, String> stablecoins) {
        this.stablecoins = Map.copyOf(stablecoins);
    }

    void note(Heard heard) {
        var isSilent = Answer.values(heard.answers()).isEmpty();
        if (isSilent == Boolean.TRUE.equals(silent.put(heard.source(), isSilent))) {
            return;
        }
        if (isSilent) {
            LOG.warn("A rate source has no prices source={} reason={}", heard.source(), why(heard));
        } else {
            LOG.info("A rate source has prices again source={}", heard.source());
        }
    }

    void note(Agreement agreement) {
        switch (agreement) {
            case Agreed(var snapshot) -> {
                if (Boolean.TRUE.equals(undecided.remove(snapshot.pair()))) {
                    LOG.info("Sources agree on a rate again pair={}", snapshot.pair());
                }
                notePeg(snapshot);
            }
            case Undecided it -> {
                if (undecided.put(it.pair(), true) == null) {
                    LOG.warn("No agreement on a rate pair={} reason={}", it.pair(), it.reason());
                }
            }
        }
    }

    void failed(Throwable failure) {
        LOG.error("A round of rates failed; the next one is tried as usual", failure);
    }

    private void notePeg(Snapshot snapshot) {
        var coin = snapshot.pair().base();
        if (!snapshot.pair().quote().equals(stablecoins.get(coin))) {
            return;
        }
        var now = Peg.at(snapshot.value());
        var before = pegs.put(coin, now);
        if (now != (before == null ? Peg.HELD : before)) {
            LOG.warn("A stablecoin's peg changed coin={} peg={}", coin, now);
        }
    }

    private static String why(Heard heard) {
        var failure = heard.failure();
        return failure != null
                ? failure.toString()
                : heard.answers().stream().flatMap(RateLog::cause).findFirst().orElse("no answer");
    }

    private static Stream<String> cause(Answer<Listing, ?> answer) {
        return switch (answer) {
            case Answer.Failed(_, var cause) -> Stream.ofNullable(cause.getMessage());
            case Answer.Given<?, ?> _ -> Stream.empty();
        };
    }
}
