package io.sluice.platform.sse;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which way streams are told.
 *
 * @param route by their connections, or as WebFlux does it, at several times the memory
 */
@ConfigurationProperties("sluice.stream")
record RouteProperties(@DefaultValue("native") Route route) {

    /** A way to tell streams; both tell the same. */
    enum Route {
        NATIVE,
        WEBFLUX
    }
}
