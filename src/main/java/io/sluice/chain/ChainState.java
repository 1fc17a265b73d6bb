package io.sluice.chain;

import java.util.List;

/**
 * What the chains hold for somebody, as of one moment.
 *
 * @param transfers each at its newest revision
 * @param views of every chain that could hold something, as far as it was read
 */
public record ChainState(List<Transfer> transfers, List<ChainView> views) {

    /** Nobody was told to pay anywhere. */
    public static final ChainState NOTHING = new ChainState(List.of(), List.of());
}
