package io.sluice.sandbox.contract;

import java.time.Duration;
import java.util.Optional;

/** Where other access tokens come from than the one that everything is done with. */
public interface Tokens {

    /** One of the same merchant that ends after {@code life}. */
    Optional<String> token(Duration life);

    /** One of another merchant. */
    Optional<String> stranger();
}
