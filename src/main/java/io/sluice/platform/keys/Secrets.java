package io.sluice.platform.keys;

/** Makes secrets that nobody can guess. */
public interface Secrets {

    /** {@code prefix_} and 256 random bits in base64url. */
    Secret next(String prefix);
}
