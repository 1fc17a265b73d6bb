/** Chains of the Ethereum kind: addresses, derivation, blocks and what they moved. */
@NullMarked
package io.sluice.chain.evm;

import org.jspecify.annotations.NullMarked;
