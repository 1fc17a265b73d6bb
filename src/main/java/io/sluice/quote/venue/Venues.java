package io.sluice.quote.venue;

import static java.util.stream.Collectors.joining;

import io.sluice.platform.keys.Misconfigured;
import java.time.InstantSource;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;

/** Opens sources, so that nobody outside needs to know how they are asked. */
@Component
public final class Venues {

    private final WebClient.Builder http;
    private final InstantSource clock;
    private final List<Venue> dialects;

    Venues(WebClient.Builder http, InstantSource clock, List<Venue> dialects) {
        this.http = http;
        this.clock = clock;
        this.dialects = List.copyOf(dialects);
    }

    /**
     * The source that {@code terms} are about.
     *
     * @throws Misconfigured when nothing speaks its dialect
     */
    public RateSource open(VenueTerms terms) {
        var source =
                new HttpRateSource(terms, dialect(terms), new VenueHttp(http, terms.url()), clock);
        return terms.validity().live() ? source : new SeldomSource(source, clock);
    }

    private Venue dialect(VenueTerms terms) {
        return dialects.stream()
                .filter(it -> it.dialect().equals(terms.dialect()))
                .findFirst()
                .orElseThrow(() -> unknown(terms));
    }

    private Misconfigured unknown(VenueTerms terms) {
        var known = dialects.stream().map(Venue::dialect).sorted().collect(joining(", "));
        return new Misconfigured(
                "The rate source %s has the unknown dialect %s."
                        .formatted(terms.name(), terms.dialect()),
                "Name one of: " + known + ".");
    }
}
