package io.sluice.chain.watch;

import java.math.BigInteger;

/**
 * What reached an address in an asset, as far as we saw.
 *
 * @param asset CAIP-19 id
 * @param until height of the newest of those transfers that the address was chosen by
 */
record Explained(String address, String asset, BigInteger units, long until) {}
