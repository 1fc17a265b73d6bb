package io.sluice.chain;

import java.util.List;

/**
 * What the chains hold for somebody, as of one moment.
 *
 * @param transfers each at its newest revision
 * @param views of every chain that could hold something, as far as it was read
 * @param pending what single nodes say is on its way, and is in no block yet
 */
public record ChainState(
        List<Transfer> transfers, List<ChainView> views, List<PendingTransfer> pending) {

    /** Nothing is on its way. */
    public ChainState(List<Transfer> transfers, List<ChainView> views) {
        this(transfers, views, List.of());
    }

    /** Nobody was told to pay anywhere. */
    public static final ChainState NOTHING = new ChainState(List.of(), List.of());

    /** The same, with what is on its way. */
    public ChainState with(List<PendingTransfer> onTheirWay) {
        return new ChainState(transfers, views, onTheirWay);
    }
}
