/** What is kept of payments, and every way it changes. */
@NullMarked
package io.sluice.payment.ledger;

import org.jspecify.annotations.NullMarked;
