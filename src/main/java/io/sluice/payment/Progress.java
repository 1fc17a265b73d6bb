package io.sluice.payment;

/**
 * How deep the value of a payment is, on its way to confirmed. It moves with every block, so it is
 * computed when asked and no part of the versioned view.
 *
 * @param confirmations of the youngest transfer that counts, its own block included
 * @param required confirmations that the frozen policy asks for, at least 1
 * @param requires the policy in words: {@code 3 blocks}, {@code safe}, {@code finalized}
 */
public record Progress(long confirmations, long required, String requires) {}
