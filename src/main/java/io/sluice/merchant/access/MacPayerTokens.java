package io.sluice.merchant.access;

import io.sluice.merchant.Caller;
import io.sluice.merchant.MerchantId;
import io.sluice.merchant.PayerTokens;
import io.sluice.platform.keys.CompactJws;
import io.sluice.platform.keys.MacKeys;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/**
 * Payer tokens under a MAC: a storm of reconnecting wallets costs microseconds each, and nobody but
 * us has to verify them.
 */
final class MacPayerTokens implements PayerTokens {

    static final String TYPE = "sluice-payer+jwt";

    private static final String AUDIENCE = "sluice:payer";

    private final MacKeys keys;
    private final InstantSource clock;

    MacPayerTokens(MacKeys keys, InstantSource clock) {
        this.keys = keys;
        this.clock = clock;
    }

    @Override
    public String issue(MerchantId merchant, String payment, Instant expiresAt) {
        return keys.sign(
                TYPE,
                Map.of(
                        "aud", AUDIENCE,
                        "sub", payment,
                        "merchant", merchant.value(),
                        "iat", clock.instant().getEpochSecond(),
                        "exp", expiresAt.getEpochSecond()));
    }

    /** Fails with {@link InvalidToken} when we did not issue it, or its time is over. */
    Caller verify(CompactJws token) {
        var claims =
                keys.verify(TYPE, token)
                        .map(Claims::new)
                        .orElseThrow(() -> new InvalidToken("The token is not one of ours"));
        claims.requireAudience(AUDIENCE);
        claims.requireTime(clock.instant(), Duration.ofSeconds(5));
        return new Caller.Payer(
                claims.merchant("merchant"),
                claims.text("sub"),
                claims.time("iat"),
                claims.time("exp"));
    }
}
