package io.sluice.platform.cluster;

import io.lettuce.core.RedisURI;
import io.lettuce.core.cluster.RedisClusterURIUtil;
import io.sluice.platform.keys.Misconfigured;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where Redis is.
 *
 * @param cluster whether these are some of a cluster's servers
 */
record RedisServers(List<RedisURI> uris, boolean cluster) {

    RedisServers {
        uris = List.copyOf(uris);
    }

    /**
     * Those that a URL names; one that names several, with commas between, is a cluster's.
     *
     * @throws IllegalStateException when there is no URL
     * @throws Misconfigured when nobody can read it
     */
    static RedisServers of(@Nullable String url, boolean cluster) {
        if (url == null || url.isBlank()) {
            throw new IllegalStateException("spring.data.redis.url must say where Redis is");
        }
        try {
            return namesSeveral(url) || cluster
                    ? new RedisServers(patient(several(url)), true)
                    : new RedisServers(patient(List.of(RedisURI.create(url))), false);
        } catch (IllegalArgumentException _) {
            // Its message quotes the URL, and with it the password.
            throw new Misconfigured(
                    "The configuration property spring.data.redis.url is no address of Redis.",
                    "Write redis://HOST:PORT, or redis://:PASSWORD@HOST:PORT, percent-encoded.");
        }
    }

    private static List<RedisURI> several(String url) {
        return RedisClusterURIUtil.toRedisURIs(URI.create(url));
    }

    /**
     * Another server of the same cluster: who tells where it is does not tell how it is spoken to.
     */
    RedisURI like(RedisURI other) {
        return RedisURI.builder(uris.getFirst())
                .withHost(other.getHost())
                .withPort(other.getPort())
                .build();
    }

    /** A comma before the hosts is the password's. */
    private static boolean namesSeveral(String url) {
        return url.indexOf(',', url.lastIndexOf('@') + 1) >= 0;
    }

    private static List<RedisURI> patient(List<RedisURI> uris) {
        uris.forEach(it -> it.setTimeout(Duration.ofSeconds(1)));
        return uris;
    }
}
