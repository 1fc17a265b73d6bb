package io.sluice.payment.api;

import io.sluice.payment.ledger.Resolve.Action;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a merchant decides, as it came over the wire.
 *
 * @param note required of a dismissal: what became of the value
 */
record ResolutionRequest(
        @Schema(
                        requiredMode = Schema.RequiredMode.REQUIRED,
                        allowableValues = {"accept", "dismiss"})
                @Nullable String action,
        @Schema(
                        description =
                                "Required of a dismissal: what became of the value. At most 500"
                                        + " characters.",
                        maxLength = 500,
                        example = "sent back, 0x5f…")
                @Nullable String note) {

    private static final int MAX_NOTE = 500;

    /** Fails with all that is wrong. */
    Action checked() {
        var fields = new Fields();
        fields.require(action != null, "/action", "is required");
        var known = "accept".equals(action) || "dismiss".equals(action);
        fields.require(action == null || known, "/action", "must be accept or dismiss");
        var said = fields.text("/note", note, MAX_NOTE);
        fields.require(
                said != null || !"dismiss".equals(action),
                "/note",
                "is required: what became of the value?");
        fields.refuseIfAny();
        return "accept".equals(action) ? Action.ACCEPT : Action.DISMISS;
    }

    String noted() {
        return Objects.requireNonNullElse(note, "");
    }
}
