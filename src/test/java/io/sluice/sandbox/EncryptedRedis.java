package io.sluice.sandbox;

import io.sluice.sandbox.TestAuthority.Identity;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A real Redis that lets nobody in without TLS, nor without a name and a password. */
public final class EncryptedRedis implements AutoCloseable {

    private static final String USER = "gateway";
    private static final String PASSWORD = "s3cret";

    private final Subprocess server;
    private final int port;

    private EncryptedRedis(Subprocess server, int port) {
        this.server = server;
        this.port = port;
    }

    /** A running server that shows {@code identity}. */
    public static EncryptedRedis start(Identity identity) {
        return start(identity, List.of());
    }

    /**
     * One server that is a whole cluster, and keeps what it knows of it in {@code memory}; it has
     * yet to be told that its are all slots.
     */
    public static EncryptedRedis startCluster(Identity identity, Path memory) {
        var settings = "--cluster-enabled yes --tls-cluster yes --cluster-announce-ip 127.0.0.1";
        var all = new ArrayList<>(List.of(settings.split(" ", -1)));
        all.addAll(List.of("--cluster-port", Integer.toString(FreePort.find())));
        all.addAll(List.of("--dir", memory.toString()));
        return start(identity, all);
    }

    /** With its only user's name and password. */
    public String url() {
        return "rediss://" + USER + ":" + PASSWORD + "@" + address();
    }

    /** As if it spoke without TLS. */
    public String plainUrl() {
        return "redis://" + USER + ":" + PASSWORD + "@" + address();
    }

    @Override
    public void close() {
        server.close();
    }

    private String address() {
        return "127.0.0.1:" + port;
    }

    private static EncryptedRedis start(Identity identity, List<String> more) {
        var port = FreePort.find();
        var settings = new ArrayList<>(List.of("--tls-port", Integer.toString(port)));
        settings.addAll(List.of("--tls-cert-file", identity.certificate().toString()));
        settings.addAll(List.of("--tls-key-file", identity.key().toString()));
        // What vouches for clients, which nobody asks; some builds want it nevertheless.
        settings.addAll(List.of("--tls-ca-cert-file", identity.certificate().toString()));
        settings.addAll(List.of("--tls-auth-clients", "no"));
        settings.addAll(List.of("--user", USER, "on", ">" + PASSWORD, "~*", "&*", "+@all"));
        settings.addAll(List.of("--user", "default", "off"));
        settings.addAll(more);
        return new EncryptedRedis(RedisProcess.start(0, settings), port);
    }
}
