/** Where a payment stands: pure functions of its terms, what happened, and the clock. */
@NullMarked
package io.sluice.payment.derivation;

import org.jspecify.annotations.NullMarked;
