package io.sluice.platform.keys;

import java.util.Base64;
import java.util.random.RandomGenerator;

/** Takes secrets from a source of randomness. */
final class RandomSecrets implements Secrets {

    private static final int BYTES = 32;

    private final RandomGenerator random;

    /**
     * @param random cryptographically strong, and must not block
     */
    RandomSecrets(RandomGenerator random) {
        this.random = random;
    }

    @Override
    public Secret next(String prefix) {
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new Secret(
                prefix + '_' + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }
}
