/** Server-sent events, written no faster than their client reads. */
@NamedInterface("sse")
@NullMarked
package io.sluice.platform.sse;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
