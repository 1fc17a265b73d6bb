/** Rates and quotes over HTTP. */
@NullMarked
package io.sluice.quote.api;

import org.jspecify.annotations.NullMarked;
