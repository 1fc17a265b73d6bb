package io.sluice.platform.http;

import io.sluice.platform.keys.Misconfigured;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads the origins that a deployment lists, and finds those that no browser would ever name. */
final class CorsOrigins {

    static final String ALL = "*";

    /** Pages, and what apps and browser extensions name instead. */
    private static final Set<String> SCHEMES =
            Set.of(
                    "https",
                    "http",
                    "capacitor",
                    "ionic",
                    "tauri",
                    "chrome-extension",
                    "moz-extension",
                    "safari-web-extension");

    private CorsOrigins() {}

    static Set<String> checked(List<String> origins) {
        if (origins.contains(ALL) && origins.size() > 1) {
            throw refused("has * and others: * stands for all of them");
        }
        origins.stream().filter(it -> !it.equals(ALL)).forEach(CorsOrigins::check);
        return Set.copyOf(new HashSet<>(origins));
    }

    /** Compared as it is: so it must be spelled as browsers do. */
    private static void check(String origin) {
        var uri = parsed(origin);
        var scheme = uri.getScheme();
        if (scheme == null || !SCHEMES.contains(scheme.toLowerCase(Locale.ROOT))) {
            throw refused(origin, "must begin with https://, or another scheme that pages have");
        }
        if (uri.getRawAuthority() == null || uri.getRawUserInfo() != null) {
            throw refused(origin, "must name a host, and nobody's name or password");
        }
        if (uri.getHost() == null) {
            throw refused(origin, "has a host that is none; * stands only for all origins");
        }
        var port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        if (!origin.equals(scheme + "://" + uri.getHost() + port)) {
            throw refused(origin, "must end with the host or the port: no path, query or slash");
        }
        if (!origin.equals(origin.toLowerCase(Locale.ROOT))) {
            throw refused(origin, "must be in lower case, as browsers send it");
        }
        if (origin.matches("https://.*:443|http://.*:80")) {
            throw refused(origin, "must leave out the port that its scheme has anyway");
        }
    }

    private static URI parsed(String origin) {
        try {
            return new URI(origin);
        } catch (URISyntaxException e) {
            throw refused(origin, "is no origin like https://shop.example");
        }
    }

    private static Misconfigured refused(String origin, String why) {
        return refused("has '" + origin + "', which " + why);
    }

    private static Misconfigured refused(String what) {
        return new Misconfigured(
                "sluice.http.cors.origins " + what,
                "List origins such as https://shop.example, only *, or nothing at all.");
    }
}
