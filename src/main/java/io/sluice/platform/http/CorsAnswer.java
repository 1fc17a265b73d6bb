package io.sluice.platform.http;

import java.util.Map;

/**
 * What is said to a browser about the page that asks.
 *
 * @param kind what is to be done with the request
 * @param headers what is added to the answer, whatever that is
 */
public record CorsAnswer(Kind kind, Map<String, String> headers) {

    public CorsAnswer {
        headers = Map.copyOf(headers);
    }

    /** What is to be done with a request. */
    public enum Kind {
        /** It is served like any other. */
        SERVED,
        /** It asks only what a page may do: these headers are the whole answer. */
        PREFLIGHT,
        /** It asks that for a page that may do nothing. */
        REFUSED
    }

    /** Which status a preflight is answered with. */
    public int status() {
        return kind == Kind.REFUSED ? 403 : 204;
    }
}
