/** Asking many and telling many. */
@NamedInterface("reactive")
@NullMarked
package io.sluice.platform.reactive;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
