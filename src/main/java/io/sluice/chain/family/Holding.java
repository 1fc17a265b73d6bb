package io.sluice.chain.family;

import io.sluice.money.Asset;

/**
 * What one address has of one asset.
 *
 * @param address in the family's stored form
 */
public record Holding(Asset asset, String address) {}
