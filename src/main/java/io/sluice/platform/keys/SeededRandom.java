package io.sluice.platform.keys;

import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;

/** Randomness for event loops: seeded when it is made, and from then on it only computes. */
final class SeededRandom {

    private SeededRandom() {}

    static SecureRandom seeded() {
        try {
            var random = SecureRandom.getInstance("DRBG");
            random.nextBytes(new byte[32]);
            return random;
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
