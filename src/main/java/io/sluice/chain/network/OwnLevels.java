package io.sluice.chain.network;

import io.sluice.chain.network.Network.Level;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;

/**
 * Levels of a deployment's own; what it leaves out is as usual on that chain.
 *
 * @param settled when a block counts as final; nothing goes back below it without a person
 */
public record OwnLevels(
        @Valid @Nullable Level small,
        @Valid @Nullable Level normal,
        @Valid @Nullable Level large,
        @Valid @Nullable Settled settled) {

    Levels orElse(Levels usual) {
        return new Levels(
                small == null ? usual.small() : small,
                normal == null ? usual.normal() : normal,
                large == null ? usual.large() : large,
                settled == null ? usual.settled() : settled);
    }
}
