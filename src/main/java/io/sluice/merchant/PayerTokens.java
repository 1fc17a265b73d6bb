package io.sluice.merchant;

import java.time.Instant;

/** Tokens that open one payment to its payer. */
public interface PayerTokens {

    /** A MAC-protected JWT for {@code payment}, good until {@code expiresAt}. A secret. */
    String issue(MerchantId merchant, String payment, Instant expiresAt);
}
