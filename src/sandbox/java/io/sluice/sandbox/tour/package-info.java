/** What can happen to a payment, shown on the sandbox over the public API. */
@NullMarked
package io.sluice.sandbox.tour;

import org.jspecify.annotations.NullMarked;
