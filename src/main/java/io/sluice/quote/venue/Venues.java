package io.sluice.quote.venue;

import static java.util.stream.Collectors.joining;

import io.sluice.chain.ContractCalls;
import io.sluice.platform.keys.Misconfigured;
import java.time.InstantSource;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;

/** Opens sources, so that nobody outside needs to know how they are asked. */
@Component
public final class Venues {

    private static final Pattern ACCOUNT = Pattern.compile("eip155:[0-9]{1,18}:0x[0-9a-fA-F]{40}");

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
     * @throws Misconfigured when nothing speaks its dialect, or it cannot be asked where it is to
     *     be
     */
    public RateSource open(VenueTerms terms) {
        var source = asked(terms);
        return terms.validity().live() ? source : new SeldomSource(source, clock);
    }

    private RateSource asked(VenueTerms terms) {
        if (terms.dialect().equals(ChainlinkSource.DIALECT)) {
            terms.listings().forEach(it -> requireFeed(terms, it));
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

    private void requireFeed(VenueTerms terms, Listing listing) {
        if (!ACCOUNT.matcher(listing.symbol()).matches()) {
            throw new Misconfigured(
                    "The rate source %s lists %s, which is no account on a chain."
                            .formatted(terms.name(), listing.symbol()),
                    "Write it as CAIP-10, in brackets: '[eip155:1:0x...]'.");
        }
        var chain = ChainlinkFeed.chain(listing.symbol());
        if (!contracts.reach(chain)) {
            throw new Misconfigured(
                    "The rate source %s lists a feed on %s, which is not configured."
                            .formatted(terms.name(), chain),
                    "Add the chain to chains.yaml, or take the feed away.");
        }
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
