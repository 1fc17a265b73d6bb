/** Proof that what a node tells is what the hash of a block covers; nothing here asks anybody. */
@NullMarked
package io.sluice.chain.proof;

import org.jspecify.annotations.NullMarked;
