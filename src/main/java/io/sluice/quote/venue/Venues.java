package io.sluice.quote.venue;

import static java.util.stream.Collectors.joining;

import io.sluice.chain.ContractCalls;
import io.sluice.platform.keys.Misconfigured;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;

/** Opens sources, so that nobody outside needs to know how they are asked. */
@Component
public final class Venues {

    private final WebClient.Builder http;
    private final InstantSource clock;
    private final List<Venue> dialects;
    private final ContractCalls contracts;

    Venues(
            WebClient.Builder http,
            InstantSource clock,
            List<Venue> dialects,
            ContractCalls contracts) {
        this.http = http;
        this.clock = clock;
        this.contracts = contracts;
        this.dialects = List.copyOf(dialects);
    }

    /**
     * The source that {@code terms} are about.
     *
     * @throws Misconfigured when nothing speaks its dialect, or it must be asked at an URL and has
     *     none
     */
    public RateSource open(VenueTerms terms) {
        var source = asked(terms);
        return terms.validity().live() ? source : new SeldomSource(source, clock);
    }

    private RateSource asked(VenueTerms terms) {
        if (terms.dialect().equals(ChainlinkSource.DIALECT)) {
            return new ChainlinkSource(terms, contracts);
        }
        var venue = dialect(terms);
        var url = terms.url();
        if (url == null) {
            throw new Misconfigured(
                    "The rate source %s has no url.".formatted(terms.name()),
                    "Say where it answers.");
        }
        return new HttpRateSource(terms, venue, new VenueHttp(http, url), clock);
    }

    private Venue dialect(VenueTerms terms) {
        return dialects.stream()
                .filter(it -> it.dialect().equals(terms.dialect()))
                .findFirst()
                .orElseThrow(() -> unknown(terms));
    }

    private Misconfigured unknown(VenueTerms terms) {
        var known =
                Stream.concat(
                                dialects.stream().map(Venue::dialect),
                                Stream.of(ChainlinkSource.DIALECT))
                        .sorted()
                        .collect(joining(", "));
        return new Misconfigured(
                "The rate source %s has the unknown dialect %s."
                        .formatted(terms.name(), terms.dialect()),
                "Name one of: " + known + ".");
    }
}
