package io.sluice.payment.api;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a payer says they sent.
 *
 * @param transaction its hash
 */
record HintRequest(
        @Schema(
                        requiredMode = Schema.RequiredMode.REQUIRED,
                        description = "The hash of a transaction that was sent elsewhere.",
                        pattern = "^0x[0-9a-fA-F]{64}$")
                @Nullable String transaction) {

    private static final Pattern HASH = Pattern.compile("0x[0-9a-fA-F]{64}");

    /** The hash, in lower case. */
    String required() {
        var fields = new Fields();
        fields.require(
                transaction != null && HASH.matcher(transaction).matches(),
                "/transaction",
                "must be the hash of a transaction: 0x and 64 hexadecimal digits");
        fields.refuseIfAny();
        return String.valueOf(transaction).toLowerCase(Locale.ROOT);
    }
}
