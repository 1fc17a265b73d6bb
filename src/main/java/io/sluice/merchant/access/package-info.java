/** Verifies tokens and keeps callers to what they may do. */
@NullMarked
package io.sluice.merchant.access;

import org.jspecify.annotations.NullMarked;
