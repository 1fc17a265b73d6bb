/** What was said about payments, in the order it was committed. */
@NullMarked
package io.sluice.payment.journal;

import org.jspecify.annotations.NullMarked;
