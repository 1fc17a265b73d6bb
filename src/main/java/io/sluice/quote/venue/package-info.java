/** Asking trading venues, each in its own dialect, for their order books. */
@NullMarked
package io.sluice.quote.venue;

import org.jspecify.annotations.NullMarked;
