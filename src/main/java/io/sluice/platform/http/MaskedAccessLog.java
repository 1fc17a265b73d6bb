package io.sluice.platform.http;

import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import reactor.netty.http.server.logging.AccessLog;
import reactor.netty.http.server.logging.AccessLogArgProvider;

/** The server's access log in the common format, and in milliseconds; but tickets are masked. */
final class MaskedAccessLog {

    private static final String FORMAT = "{} - {} [{}] \"{} {} {}\" {} {} {}";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT);

    private MaskedAccessLog() {}

    static @Nullable AccessLog line(AccessLogArgProvider said) {
        var time = said.accessDateTime();
        var uri = said.uri();
        var connection = said.connectionInformation();
        return AccessLog.create(
                FORMAT,
                connection == null ? "-" : connection.remoteAddress(),
                said.user(),
                time == null ? "-" : TIME.format(time),
                said.method(),
                uri == null ? "-" : TicketQuery.masked(uri.toString()),
                said.protocol(),
                said.status(),
                said.contentLength() > -1 ? said.contentLength() : "-",
                said.duration());
    }
}
