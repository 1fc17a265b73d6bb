package io.sluice.chain.listing;

import io.sluice.chain.TransferRequest;
import io.sluice.chain.TransferRequests;
import io.sluice.chain.family.Families;
import io.sluice.money.AssetAmount;
import org.springframework.stereotype.Component;

/** Leaves it to the family of the asset's chain to say how to pay. */
@Component
final class FamilyTransferRequests implements TransferRequests {

    private final Families families;

    FamilyTransferRequests(Families families) {
        this.families = families;
    }

    @Override
    public TransferRequest of(AssetAmount amount, String address) {
        return families.require(amount.asset().chain().family()).request(amount, address);
    }
}
