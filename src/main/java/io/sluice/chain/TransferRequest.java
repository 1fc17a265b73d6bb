package io.sluice.chain;

/**
 * What a wallet needs to pay: a link for people, an unsigned transaction for programs.
 *
 * @param uri EIP-681, always with the chain, amounts in units: what a QR code carries
 * @param to who the transaction calls, EIP-55: the deposit address, or the token's contract
 * @param value native units to send along, as an {@code 0x} quantity of JSON-RPC
 * @param data call data, {@code 0x} for none
 * @param chainId the chain of EIP-155, as an {@code 0x} quantity of JSON-RPC
 * @see <a href="https://eips.ethereum.org/EIPS/eip-681">EIP-681</a>
 */
public record TransferRequest(String uri, String to, String value, String data, String chainId) {}
