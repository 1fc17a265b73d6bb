package io.sluice.sandbox;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** Exchanges that tell prices in their own shapes, at one address; their paths never collide. */
public final class RateVenues implements AutoCloseable {

    private static final int FOR_EVER_MILLIS = (int) Duration.ofMinutes(10).toMillis();

    private final Worth worth = new Worth();
    private final VenueAnswers answers = new VenueAnswers(worth);
    private final WireMockServer server;

    private RateVenues() {
        server =
                new WireMockServer(
                        wireMockConfig()
                                .bindAddress("127.0.0.1")
                                .dynamicPort()
                                .asynchronousResponseEnabled(true)
                                .asynchronousResponseThreads(4)
                                .containerThreads(16)
                                .jettyStopTimeout(100L)
                                .maxRequestJournalEntries(200)
                                .extensions(answers));
        server.start();
        for (var venue : RateVenue.values()) {
            heal(venue);
        }
    }

    /** Venues that all agree, up to a hair. */
    public static RateVenues start() {
        return new RateVenues();
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.port());
    }

    /** Cuts every connection before it answers. */
    public void down(RateVenue venue) {
        answer(venue, aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));
    }

    /** Takes every question and does not answer it. */
    public void hang(RateVenue venue) {
        answer(venue, aResponse().withFixedDelay(FOR_EVER_MILLIS));
    }

    /** Answers byte by byte, for half a minute. */
    public void drip(RateVenue venue) {
        answer(
                venue,
                aResponse()
                        .withTransformers(VenueAnswers.NAME)
                        .withChunkedDribbleDelay(60, 30_000));
    }

    /** Answers with an HTTP status that is not a price. */
    public void refuse(RateVenue venue, int status) {
        answer(venue, aResponse().withStatus(status));
    }

    /** Is well again, and quotes what everybody does. */
    public void heal(RateVenue venue) {
        answers.bend(venue, BigDecimal.ONE);
        answer(venue, aResponse().withTransformers(VenueAnswers.NAME));
    }

    /** Quotes every price times {@code factor}. */
    public void bend(RateVenue venue, BigDecimal factor) {
        answers.bend(venue, factor);
    }

    /** Changes, on all venues, what one of {@code EUR}, {@code USDC}, {@code ETH} … is worth. */
    public void worth(String code, BigDecimal inDollars) {
        worth.set(code, inDollars);
    }

    /** How often each venue was asked while it was well. */
    public Map<RateVenue, Long> questions() {
        var questions = new EnumMap<RateVenue, Long>(RateVenue.class);
        for (var venue : RateVenue.values()) {
            questions.put(venue, answers.questions(venue));
        }
        return questions;
    }

    @Override
    public void close() {
        server.stop();
    }

    private void answer(RateVenue venue, ResponseDefinitionBuilder answer) {
        server.stubFor(get(urlPathMatching(venue.path())).willReturn(answer));
    }
}
