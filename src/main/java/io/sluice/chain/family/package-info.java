/** The seam between what a gateway does with a chain and how a kind of chain does it. */
@NullMarked
package io.sluice.chain.family;

import org.jspecify.annotations.NullMarked;
