/** Reading a chain block by block, and keeping what it moved. */
@NullMarked
package io.sluice.chain.watch;

import org.jspecify.annotations.NullMarked;
