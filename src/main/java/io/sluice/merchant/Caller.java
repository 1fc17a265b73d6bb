package io.sluice.merchant;

import java.time.Instant;
import java.util.Set;

/** Who is asking, as their verified token says. The authenticated principal of every request. */
public sealed interface Caller {

    /** Whose things they may touch. */
    MerchantId merchant();

    /** Names the caller in idempotency keys and limits. */
    String name();

    Instant tokenIssuedAt();

    Instant tokenExpiresAt();

    /** Whether the token is good for another payment, and for no other than that. */
    boolean isBoundElsewhere(String payment);

    /**
     * A merchant's backend with an OAuth access token (RFC 9068).
     *
     * @param client its name and its issuer's: names of different issuers may be equal
     */
    record Partner(
            MerchantId merchant,
            String client,
            Set<String> scopes,
            Instant tokenIssuedAt,
            Instant tokenExpiresAt)
            implements Caller {

        @Override
        public String name() {
            return "client:" + merchant + ":" + client;
        }

        @Override
        public boolean isBoundElsewhere(String payment) {
            return false;
        }
    }

    /** A payer with a token bound to one payment. */
    record Payer(MerchantId merchant, String payment, Instant tokenIssuedAt, Instant tokenExpiresAt)
            implements Caller {

        @Override
        public boolean isBoundElsewhere(String other) {
            return !payment.equals(other);
        }

        @Override
        public String name() {
            return "payer:" + payment;
        }
    }
}
