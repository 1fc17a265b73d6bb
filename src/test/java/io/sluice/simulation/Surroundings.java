package io.sluice.simulation;

import io.sluice.chain.Assets;
import io.sluice.chain.Chains;
import io.sluice.chain.DepositAddresses;
import io.sluice.merchant.Merchants;
import io.sluice.platform.cluster.Ids;
import io.sluice.platform.cluster.Leases;
import io.sluice.quote.Quotes;
import java.time.InstantSource;

/** What a replica's payments ask of the rest of it. */
public record Surroundings(
        Chains chains,
        Assets assets,
        DepositAddresses addresses,
        Quotes quotes,
        Merchants merchants,
        Leases leases,
        Ids ids,
        InstantSource clock) {}
