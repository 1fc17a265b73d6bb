package io.sluice.quote.venue;

import io.sluice.platform.tls.TlsFlaw;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.client.WebClientRequestException;

/** Why a source has no price. The message completes "kraken …" and is fit for any caller. */
public abstract sealed class SourceFailure extends RuntimeException {

    private SourceFailure(String message, @Nullable Throwable cause) {
        super(message, cause, false, false);
    }

    /** Whatever went wrong, in our words. */
    static SourceFailure of(Throwable cause) {
        return switch (cause) {
            case SourceFailure failure -> failure;
            case TimeoutException _ -> new Unusable("did not answer in time", cause);
            case WebClientRequestException _ ->
                    new Unusable(TlsFlaw.in(cause).orElse("could not be reached"), cause);
            default -> new Unusable("gave no usable answer", cause);
        };
    }

    /** The source answered nonsense, an error, or nothing. */
    public static final class Unusable extends SourceFailure {

        Unusable(String message) {
            super(message, null);
        }

        private Unusable(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** The source asks us to come back later. */
    public static final class Throttled extends SourceFailure {

        private final @Nullable Duration retryAfter;

        Throttled(@Nullable Duration retryAfter) {
            super("asked for fewer requests", null);
            this.retryAfter = retryAfter;
        }

        /** How long the source asked for; null when it did not say. */
        @Nullable Duration retryAfter() {
            return retryAfter;
        }
    }

    /** The source does not serve this region; asking again would be rude and useless. */
    public static final class Barred extends SourceFailure {

        Barred() {
            super("does not serve this region", null);
        }
    }
}
