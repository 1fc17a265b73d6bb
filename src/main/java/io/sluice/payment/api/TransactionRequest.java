package io.sluice.payment.api;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A payer's transaction, as it came over the wire.
 *
 * @param transaction signed, {@code 0x} and its bytes in hexadecimal
 */
record TransactionRequest(
        @Schema(
                        requiredMode = Schema.RequiredMode.REQUIRED,
                        description = "The signed raw transaction, as a node would take it.",
                        example = "0x02f8b2…")
                @Nullable String transaction) {

    String required() {
        var fields = new Fields();
        fields.require(transaction != null, "/transaction", "is required");
        fields.refuseIfAny();
        return String.valueOf(transaction);
    }
}
