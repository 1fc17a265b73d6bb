package io.sluice.chain.rpc;

/**
 * A node caught lying: its answer contradicts the hash it was asked by, while another operator's
 * answer to the same question fits.
 *
 * @param request what was asked
 * @param failure what does not fit
 */
public record Forgery(RpcNode node, String request, RpcFailure.Forged failure) {}
