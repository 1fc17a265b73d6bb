package io.sluice.merchant.access;

import io.sluice.merchant.Caller;
import io.sluice.merchant.access.TokenProperties.Issuer;

/** A token whose signature was verified with {@code key} of {@code issuer}. */
record BelievedToken(Issuer issuer, IssuerKey key, Caller.Partner caller) {}
