package io.sluice.quote.venue;

import java.time.InstantSource;
import org.springframework.web.reactive.function.client.WebClient;

/** Opens sources, so that nobody outside needs to know how they are asked. */
public final class Venues {

    private final WebClient.Builder http;
    private final InstantSource clock;

    public Venues(WebClient.Builder http, InstantSource clock) {
        this.http = http;
        this.clock = clock;
    }

    public RateSource open(VenueTerms terms) {
        return new HttpRateSource(terms, new VenueHttp(http, terms.url()), clock);
    }
}
