package io.sluice.bench;

import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import java.net.URI;
import java.util.Map;

/**
 * Where streams are, and what every request for one says.
 *
 * @param headers such as {@code Authorization}
 */
record Endpoint(String host, int port, Map<String, String> headers) {

    static Endpoint local(int port) {
        return new Endpoint("127.0.0.1", port, Map.of());
    }

    /** Fails for anything but plain HTTP: what TLS costs is no part of what is measured. */
    static Endpoint of(URI url, Map<String, String> headers) {
        if (!"http".equals(url.getScheme()) || url.getHost() == null) {
            throw new IllegalArgumentException("a URL must be http://host:port/path, not " + url);
        }
        return new Endpoint(url.getHost(), url.getPort() < 0 ? 80 : url.getPort(), headers);
    }

    /** The part of {@code url} that a request names. */
    static String path(URI url) {
        var path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        return url.getRawQuery() == null ? path : path + "?" + url.getRawQuery();
    }

    FullHttpRequest request(String path) {
        var request = new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, path);
        request.headers().set("Host", host + ":" + port).set("Accept", "text/event-stream");
        headers.forEach((name, value) -> request.headers().set(name, value));
        return request;
    }
}
