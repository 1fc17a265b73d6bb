/** The gateway's own sources with a mistake in them, compiled and loaded beside the real ones. */
@NullMarked
package io.sluice.mutation;

import org.jspecify.annotations.NullMarked;
