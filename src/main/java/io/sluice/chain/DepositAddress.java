package io.sluice.chain;

/**
 * Where a payment is to be paid.
 *
 * @param address as people read it: EIP-55 for {@code eip155}
 * @param derivationPath below the account's extended key: {@code 0/17}
 */
public record DepositAddress(String family, String address, String derivationPath) {}
