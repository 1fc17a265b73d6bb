package io.sluice.chain;

import io.sluice.money.Asset;
import java.math.BigInteger;
import java.util.List;

/** The assets this gateway takes, from configuration. */
public interface Assets {

    List<Asset> all();

    /**
     * The asset with this id.
     *
     * @throws ChainFailure.UnknownAsset when no configured asset has this CAIP-19 id
     */
    Asset require(String id);

    /** At most this many units are ignored, and never keep a payment from closing. */
    BigInteger dust(Asset asset);
}
