package io.sluice.sandbox.authority;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** The server's signing keys: all are published, one of them signs. */
final class AuthorityKeys implements JWKSource<SecurityContext> {

    private final AtomicInteger made = new AtomicInteger();
    private final CopyOnWriteArrayList<RSAKey> published = new CopyOnWriteArrayList<>();
    private volatile RSAKey current;

    AuthorityKeys() {
        current = newKey();
        published.add(current);
    }

    @Override
    public List<JWK> get(JWKSelector selector, SecurityContext context) {
        return selector.select(new JWKSet(List.copyOf(published)));
    }

    /** The {@code kid} of the key that signs. */
    String current() {
        return current.getKeyID();
    }

    /** Publishes a new key, which signs nothing yet. */
    void announce() {
        published.add(newKey());
    }

    /** Signs with the newest key from now on; the former ones stay published. */
    void use() {
        current = published.getLast();
    }

    /** Publishes the key that signs, and no other. */
    void withdraw() {
        published.retainAll(List.of(current));
    }

    private RSAKey newKey() {
        try {
            return new RSAKeyGenerator(2048)
                    .keyID("authority-" + made.incrementAndGet())
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256)
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
