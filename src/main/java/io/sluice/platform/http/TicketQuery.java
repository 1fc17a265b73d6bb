package io.sluice.platform.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A query's parts with and without tickets, as they were spelled.
 *
 * @param ticket null when there is none; empty, and so nobody's, when it has no value or is not the
 *     only one
 * @param rest the others; null when there is none
 */
record TicketQuery(@Nullable String ticket, @Nullable String rest) {

    private static final String NAME = "ticket";

    static TicketQuery of(@Nullable String rawQuery) {
        if (rawQuery == null) {
            return new TicketQuery(null, null);
        }
        var tickets = new ArrayList<String>();
        var others = new ArrayList<String>();
        for (var part : rawQuery.split("&", -1)) {
            (isTicket(part) ? tickets : others).add(part);
        }
        return new TicketQuery(ticket(tickets), rest(others));
    }

    /** What may be seen of an address. */
    static String masked(String address) {
        var mark = address.indexOf('?');
        if (mark < 0) {
            return address;
        }
        var path = address.substring(0, mark);
        var query = of(address.substring(mark + 1));
        if (query.ticket == null) {
            return address;
        }
        return path + '?' + NAME + "=***" + (query.rest == null ? "" : '&' + query.rest);
    }

    /** The address without tickets. */
    URI hiddenFrom(URI address) {
        var text = address.toString();
        var path = text.substring(0, text.indexOf('?'));
        return URI.create(rest == null ? path : path + '?' + rest);
    }

    private static @Nullable String ticket(List<String> parts) {
        if (parts.isEmpty()) {
            return null;
        }
        var only = parts.getFirst();
        var value = only.indexOf('=') + 1;
        return parts.size() > 1 || value == 0 ? "" : decoded(only.substring(value));
    }

    private static @Nullable String rest(List<String> parts) {
        return parts.isEmpty() ? null : String.join("&", parts);
    }

    /** A name may be spelled in many ways that mean the same. */
    private static boolean isTicket(String part) {
        var end = part.indexOf('=');
        return NAME.equals(decoded(end < 0 ? part : part.substring(0, end)));
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, UTF_8);
        } catch (IllegalArgumentException malformed) {
            return text;
        }
    }
}
