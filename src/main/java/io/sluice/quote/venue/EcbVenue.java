package io.sluice.quote.venue;

import java.io.StringReader;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The European Central Bank: what one euro was worth on the last working day, as XML. A symbol is a
 * currency's code.
 *
 * @see <a
 *     href="https://www.ecb.europa.eu/stats/policy_and_exchange_rates/euro_reference_exchange_rates/">
 *     Euro foreign exchange reference rates</a>
 */
@Component
final class EcbVenue implements Venue {

    /** When the central banks confer; the rates come out up to two hours later. */
    private static final LocalTime CONCERTATION = LocalTime.of(14, 10);

    private static final ZoneId FRANKFURT = ZoneId.of("Europe/Berlin");

    private final XMLInputFactory xml = XMLInputFactory.newDefaultFactory();

    /** Reads something at once: a parser looks for its own configuration when it is first used. */
    EcbVenue() {
        xml.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        xml.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        var _ = parse("<Cube time='2000-01-03'><Cube currency='USD' rate='1.0090'/></Cube>");
    }

    @Override
    public String dialect() {
        return "ecb";
    }

    @Override
    public List<Question> questions(List<Listing> listings) {
        return List.of(new Question("/stats/eurofxref/eurofxref-daily.xml", Map.of(), listings));
    }

    /** The day as {@code time}, and the rate of each currency under its code. */
    @Override
    public JsonNode parse(String body) {
        var rates = JsonNodeFactory.instance.objectNode();
        try {
            var reader = xml.createXMLStreamReader(new StringReader(body));
            while (reader.hasNext()) {
                if (reader.next() == XMLStreamReader.START_ELEMENT) {
                    read(reader, rates);
                }
            }
        } catch (XMLStreamException unreadable) {
            throw new SourceFailure.Unusable("did not answer in XML");
        }
        return rates;
    }

    @Override
    public Ticker read(Listing listing, JsonNode answer) {
        var rate = Decimals.require(answer, "/" + listing.symbol());
        return new Ticker(rate, rate, null, time(answer.path("time").asString("")));
    }

    private static void read(XMLStreamReader element, ObjectNode rates) {
        var time = element.getAttributeValue(null, "time");
        var currency = element.getAttributeValue(null, "currency");
        if (time != null) {
            rates.put("time", time);
        }
        if (currency != null) {
            rates.put(currency, element.getAttributeValue(null, "rate"));
        }
    }

    private static Instant time(String day) {
        try {
            return LocalDate.parse(day).atTime(CONCERTATION).atZone(FRANKFURT).toInstant();
        } catch (DateTimeException unreadable) {
            throw new SourceFailure.Unusable("gave no day at time");
        }
    }
}
