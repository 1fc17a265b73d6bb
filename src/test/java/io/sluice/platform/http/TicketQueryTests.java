package io.sluice.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TicketQueryTests {

    @ParameterizedTest
    @CsvSource({
        "/s?ticket=abc, abc, /s, /s?ticket=***",
        "/s?ticket=abc&mode=log, abc, /s?mode=log, /s?ticket=***&mode=log",
        "/s?mode=log&ticket=abc&x=%20, abc, /s?mode=log&x=%20, /s?ticket=***&mode=log&x=%20",
        "/s?%74icke%74=abc, abc, /s, /s?ticket=***",
        "/s?ticket=a%62c, abc, /s, /s?ticket=***",
        "/s?ticket=abc&ticket=abc, '', /s, /s?ticket=***",
        "/s?ticket=abc&%74icket=abc, '', /s, /s?ticket=***",
        "/s?ticket, '', /s, /s?ticket=***",
        "/s?ticket=, '', /s, /s?ticket=***",
        "/s?ticket=a%zz, a%zz, /s, /s?ticket=***",
        "/s?a=b&&ticket=x, x, /s?a=b&, /s?ticket=***&a=b&"
    })
    void takesTicketsOutHoweverTheyAreSpelled(
            String address, String ticket, String rest, String masked) {
        var query = TicketQuery.of(address.substring(address.indexOf('?') + 1));

        assertThat(query.ticket()).isEqualTo(ticket);
        assertThat(TicketQuery.masked(address)).isEqualTo(masked);
        if (!address.contains("%zz")) {
            assertThat(query.hiddenFrom(URI.create(address))).hasToString(rest);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/s", "/s?", "/s?mode=log", "/s?tickets=1&Ticket=2&=ticket", "/s?a=ticket="})
    void leavesTheOthersAsTheyAre(String address) {
        var query = TicketQuery.of(URI.create(address).getRawQuery());

        assertThat(query.ticket()).isNull();
        assertThat(TicketQuery.masked(address)).isEqualTo(address);
    }

    @Test
    void hasNothingToTakeFromAnAddressWithoutAQuery() {
        assertThat(TicketQuery.of(null)).isEqualTo(new TicketQuery(null, null));
    }
}
