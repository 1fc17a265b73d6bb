package io.sluice.money;

/**
 * An amount of an asset as it leaves through the API, in whole ones and in its smallest parts.
 *
 * @param asset CAIP-19
 */
public record AssetMoney(String asset, String symbol, String amount, String units) {

    public static AssetMoney of(AssetAmount it) {
        return new AssetMoney(
                it.asset().id(), it.asset().symbol(), it.amount(), it.units().toString());
    }
}
