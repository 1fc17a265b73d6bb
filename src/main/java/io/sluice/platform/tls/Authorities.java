package io.sluice.platform.tls;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.sluice.platform.keys.Misconfigured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;
import reactor.netty.http.client.HttpClient;

/** Whose word we take for it that a server is who it says: the system's, and a deployment's own. */
public final class Authorities {

    private final @Nullable Path file;
    private final List<Certificate> own;
    private final TrustManagerFactory alone;

    private Authorities(@Nullable Path file, Collection<? extends Certificate> own) {
        this.file = file;
        this.own = List.copyOf(own);
        this.alone = believing(file == null ? all() : this.own);
    }

    /** Only those that the Java runtime comes with. */
    public static Authorities system() {
        return new Authorities(null, List.of());
    }

    /**
     * Those of a PEM file as well.
     *
     * @throws Misconfigured when there are none in it
     */
    public static Authorities of(Path file) {
        try (var pem = Files.newInputStream(file)) {
            var own = CertificateFactory.getInstance("X.509").generateCertificates(pem);
            if (own.isEmpty()) {
                throw unusable(file, "holds no certificate");
            }
            return new Authorities(file, own);
        } catch (IOException e) {
            throw unusable(file, "cannot be read");
        } catch (GeneralSecurityException e) {
            throw unusable(file, "is no PEM file of certificates");
        }
    }

    /** Where a deployment's own are, if it has any. */
    public Optional<Path> file() {
        return Optional.ofNullable(file);
    }

    /**
     * Believes a deployment's own alone, if it has any, else the system's. It has read what it
     * needs, so that a connection may be opened on any thread.
     */
    public TrustManagerFactory alone() {
        return alone;
    }

    /** A client that believes all of them, where it is sent to https. */
    public HttpClient believedBy(HttpClient http) {
        if (file == null) {
            return http;
        }
        var context = context();
        return http.secure(it -> it.sslContext(context));
    }

    /** It checks names, too, as HTTPS does. */
    private SslContext context() {
        try {
            return SslContextBuilder.forClient()
                    .trustManager(believing(all()))
                    .endpointIdentificationAlgorithm("HTTPS")
                    .build();
        } catch (IOException e) {
            throw new IllegalStateException("this Java knows no TLS", e);
        }
    }

    List<Certificate> all() {
        try {
            var all = new ArrayList<Certificate>(own);
            var system = factory();
            system.init((KeyStore) null);
            for (var manager : system.getTrustManagers()) {
                if (manager instanceof X509TrustManager known) {
                    all.addAll(List.of(known.getAcceptedIssuers()));
                }
            }
            return all;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java knows no authorities", e);
        }
    }

    private static TrustManagerFactory believing(List<Certificate> certificates) {
        try {
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            for (var i = 0; i < certificates.size(); i++) {
                store.setCertificateEntry("authority-" + i, certificates.get(i));
            }
            var factory = factory();
            factory.init(store);
            return factory;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("this Java knows no certificates", e);
        }
    }

    private static TrustManagerFactory factory() throws GeneralSecurityException {
        return TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    }

    private static Misconfigured unusable(Path file, String why) {
        return new Misconfigured(
                "The file of authorities %s %s.".formatted(file, why),
                "Name a PEM file in sluice.tls.authorities (SLUICE_CA), or none.");
    }
}
