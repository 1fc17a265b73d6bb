/** What a gateway's event streams promise, held against a running one, whoever started it. */
@NullMarked
package io.sluice.sandbox.contract;

import org.jspecify.annotations.NullMarked;
