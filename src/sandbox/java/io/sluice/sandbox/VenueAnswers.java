package io.sluice.sandbox;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import tools.jackson.databind.json.JsonMapper;

/** Makes the answer of a venue at the moment it is asked for, from what things are worth then. */
final class VenueAnswers implements ResponseDefinitionTransformerV2 {

    static final String NAME = "venue";

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final MathContext PRECISION = new MathContext(10);
    private static final BigDecimal BID = new BigDecimal("0.9999");
    private static final BigDecimal ASK = new BigDecimal("1.0001");

    private final Worth worth;
    private final Map<RateVenue, BigDecimal> bent = new ConcurrentHashMap<>();
    private final Map<RateVenue, LongAdder> questions = new ConcurrentHashMap<>();

    VenueAnswers(Worth worth) {
        this.worth = worth;
    }

    void bend(RateVenue venue, BigDecimal factor) {
        bent.put(venue, factor);
    }

    long questions(RateVenue venue) {
        return Optional.ofNullable(questions.get(venue)).map(LongAdder::sum).orElse(0L);
    }

    @Override
    public String getName() {
        return NAME;
    }

    @Override
    public boolean applyGlobally() {
        return false;
    }

    @Override
    public ResponseDefinition transform(ServeEvent event) {
        var request = event.getRequest();
        var venue = venue(request);
        questions.computeIfAbsent(venue, _ -> new LongAdder()).increment();
        try {
            return as(event.getResponseDefinition(), body(venue, request));
        } catch (VenueShapes.UnknownSymbol _) {
            return json(
                    new ResponseDefinitionBuilder().withStatus(404), Map.of("message", "NotFound"));
        }
    }

    private static RateVenue venue(Request request) {
        var path = path(request);
        return Arrays.stream(RateVenue.values())
                .filter(venue -> path.matches(venue.path()))
                .findFirst()
                .orElseThrow();
    }

    private Object body(RateVenue venue, Request request) {
        var shapes = new VenueShapes(InstantSource.system(), symbol -> book(venue, symbol));
        var parts = path(request).split("/", -1);
        return switch (venue) {
            case KRAKEN -> shapes.kraken(list(request, "pair"));
            case COINBASE -> shapes.coinbase(parts[2]);
            case BITSTAMP -> shapes.bitstamp(parts[4]);
            case BINANCE -> shapes.binance(list(request, "symbols"));
            case ECB -> shapes.ecb(venue.symbols().keySet());
            case OKX -> shapes.okx(venue.symbols().keySet());
        };
    }

    private VenueShapes.Book book(RateVenue venue, String symbol) {
        var pair = venue.symbols().get(symbol);
        if (pair == null) {
            throw new VenueShapes.UnknownSymbol(symbol);
        }
        var mid = worth.of(pair).multiply(venue.skew()).multiply(factor(venue));
        return new VenueShapes.Book(text(mid.multiply(BID)), text(mid.multiply(ASK)), text(mid));
    }

    private BigDecimal factor(RateVenue venue) {
        return bent.getOrDefault(venue, BigDecimal.ONE);
    }

    /** {@code A,B} and {@code ["A","B"]} alike. */
    private static List<String> list(Request request, String parameter) {
        var value = request.queryParameter(parameter);
        var text = value.isPresent() ? value.firstValue() : "";
        return List.of(text.replaceAll("[\\[\\]\" ]", "").split(",", -1));
    }

    private static String path(Request request) {
        return request.getUrl().replaceFirst("\\?.*", "");
    }

    private static String text(BigDecimal price) {
        return price.round(PRECISION).toPlainString();
    }

    /** As fast or slowly as {@code stub} says. */
    private static ResponseDefinition as(ResponseDefinition stub, Object body) {
        var answer = ResponseDefinitionBuilder.like(stub).but();
        return body instanceof String xml ? answer.withBody(xml).build() : json(answer, body);
    }

    private static ResponseDefinition json(ResponseDefinitionBuilder answer, Object body) {
        return answer.withHeader("Content-Type", "application/json")
                .withBody(JSON.writeValueAsString(body))
                .build();
    }
}
