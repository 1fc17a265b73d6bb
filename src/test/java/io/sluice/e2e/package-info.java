/** The whole gateway on the whole outside world, over its public API. */
@NullMarked
package io.sluice.e2e;

import org.jspecify.annotations.NullMarked;
