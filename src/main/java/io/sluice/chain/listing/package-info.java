/** The assets and confirmation levels on offer. */
@NullMarked
package io.sluice.chain.listing;

import org.jspecify.annotations.NullMarked;
