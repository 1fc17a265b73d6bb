/** Wallets of merchants, and the pool of addresses derived from them. */
@NullMarked
package io.sluice.chain.wallet;

import org.jspecify.annotations.NullMarked;
