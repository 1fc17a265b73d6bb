/** Takes transactions that payers signed into the chains, and follows what becomes of them. */
@NullMarked
package io.sluice.chain.broadcast;

import org.jspecify.annotations.NullMarked;
