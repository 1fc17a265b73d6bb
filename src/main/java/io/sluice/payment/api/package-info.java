/** Payments over HTTP. */
@NullMarked
package io.sluice.payment.api;

import org.jspecify.annotations.NullMarked;
