/** The rules that turn what many venues say into one honest price: pure, without a framework. */
@NullMarked
package io.sluice.quote.market;

import org.jspecify.annotations.NullMarked;
