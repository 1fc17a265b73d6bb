package io.sluice.sandbox;

import static java.time.temporal.ChronoUnit.DAYS;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;

/** A private authority that lives as long as a test, and the servers it vouches for. */
public final class TestAuthority {

    private static final AtomicInteger NAMES = new AtomicInteger();

    private final X509Bundle root;
    private final Path directory;

    private TestAuthority(X509Bundle root, Path directory) {
        this.root = root;
        this.directory = directory;
    }

    /**
     * What a server shows, and how it proves that it may.
     *
     * @param certificate a PEM file
     * @param key a PEM file that nobody else may read
     */
    public record Identity(Path certificate, Path key) {}

    /** A new one, whose files go into {@code directory}. */
    public static TestAuthority in(Path directory) {
        var root =
                new CertificateBuilder()
                        .ecp256()
                        .subject("CN=authority " + NAMES.incrementAndGet())
                        .setIsCertificateAuthority(true);
        return new TestAuthority(built(root::buildSelfSigned), directory);
    }

    /** Its own certificate, as a PEM file. */
    public Path file() {
        return write("authority.pem", root.getCertificatePEM());
    }

    /** What a client needs that believes this one and nobody else. */
    public SSLContext believing() {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(null, root.toTrustManagerFactory().getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java knows no TLS", e);
        }
    }

    /** Of a server on this machine, under its name and its address. */
    public Identity here() {
        return identity(server("localhost").addSanIpAddress("127.0.0.1"));
    }

    /** Of a server that is called {@code name} and nothing else. */
    public Identity named(String name) {
        return identity(server(name));
    }

    /** Of a server on this machine that forgot to renew it. */
    public Identity expired() {
        var yesterday = Instant.now().minus(1, DAYS);
        return identity(
                server("localhost")
                        .addSanIpAddress("127.0.0.1")
                        .notBefore(yesterday.minus(1, DAYS))
                        .notAfter(yesterday));
    }

    private static CertificateBuilder server(String name) {
        return new CertificateBuilder()
                .ecp256()
                .subject("CN=" + name)
                .addSanDnsName(name)
                .addExtendedKeyUsageServerAuth();
    }

    private Identity identity(CertificateBuilder server) {
        var bundle = built(() -> server.buildIssuedBy(root));
        return new Identity(
                write("server.crt", bundle.getCertificatePEM()),
                write("server.key", bundle.getPrivateKeyPEM()));
    }

    private Path write(String name, String pem) {
        try {
            var file = directory.resolve(NAMES.incrementAndGet() + "-" + name);
            var mine = PosixFilePermissions.fromString("rw-------");
            var _ = Files.createFile(file, PosixFilePermissions.asFileAttribute(mine));
            return Files.writeString(file, pem);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Building {

        X509Bundle build() throws Exception;
    }

    private static X509Bundle built(Building building) {
        try {
            return building.build();
        } catch (Exception e) {
            throw new IllegalStateException("this machine makes no certificates", e);
        }
    }
}
