package io.sluice.payment.api;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to pay with.
 *
 * @param asset CAIP-19 id, one of the payment's options
 */
record ChooseAssetRequest(
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable String asset) {

    String required() {
        var fields = new Fields();
        fields.require(asset != null, "/asset", "is required");
        fields.refuseIfAny();
        return String.valueOf(asset);
    }
}
