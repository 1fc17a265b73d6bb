package io.sluice.quote.venue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EcbVenueTests {

    private static final Listing DOLLAR = new Listing("USD", Pair.of("EUR/USD"));
    private static final String DAY =
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <gesmes:Envelope xmlns:gesmes="http://www.gesmes.org/xml/2002-08-01"
                xmlns="http://www.ecb.int/vocabulary/2002-08-01/eurofxref">
              <gesmes:subject>Reference rates</gesmes:subject>
              <gesmes:Sender><gesmes:name>European Central Bank</gesmes:name></gesmes:Sender>
              <Cube>
                <Cube time='2026-02-27'>
                  <Cube currency='USD' rate='1.0812'/>
                  <Cube currency='JPY' rate='163.05'/>
                </Cube>
              </Cube>
            </gesmes:Envelope>
            """;

    private final EcbVenue venue = new EcbVenue();

    @Test
    void asksForTheDayOnce() {
        assertThat(venue.questions(List.of(DOLLAR, new Listing("JPY", Pair.of("EUR/JPY")))))
                .extracting(Question::path)
                .containsExactly("/stats/eurofxref/eurofxref-daily.xml");
    }

    @Test
    void readsWhatAEuroIsWorthAndWhenThatWasAgreed() {
        assertThat(venue.read(DOLLAR, venue.parse(DAY)))
                .isEqualTo(
                        new Ticker(
                                new BigDecimal("1.0812"),
                                new BigDecimal("1.0812"),
                                null,
                                Instant.parse("2026-02-27T13:10:00Z")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<Cube time='2026-02-27'><Cube currency='JPY' rate='163.05'/></Cube>",
                "<Cube time='2026-02-27'><Cube currency='USD'/></Cube>",
                "<Cube time='2026-02-27'><Cube currency='USD' rate='N/A'/></Cube>",
                "<Cube time='2026-02-27'><Cube currency='USD' rate='-1'/></Cube>",
                "<Cube time='2026-02-30'><Cube currency='USD' rate='1'/></Cube>",
                "<Cube><Cube currency='USD' rate='1'/></Cube>",
                "<Cube time='2026-02-27'><Cube currency='USD' rate='1'/>",
                "<html><body>Maintenance<br></body></html>",
                ""
            })
    void hasNoRateWhenTheAnswerMakesNoSense(String body) {
        assertThatThrownBy(() -> venue.read(DOLLAR, venue.parse(body)))
                .isInstanceOf(SourceFailure.Unusable.class);
    }

    @Test
    void expandsNothingThatAnAnswerDeclares() {
        var bomb =
                """
                <!DOCTYPE c [<!ENTITY a "1"><!ENTITY f SYSTEM "file:///etc/hostname">]>
                <Cube time='2026-02-27'><Cube currency='USD' rate='&a;'/>&f;</Cube>
                """;

        assertThatThrownBy(() -> venue.read(DOLLAR, venue.parse(bomb)))
                .isInstanceOf(SourceFailure.Unusable.class);
    }
}
