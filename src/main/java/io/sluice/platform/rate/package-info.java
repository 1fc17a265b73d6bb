/** How often somebody may ask, on all replicas together. */
@NamedInterface("rate")
@NullMarked
package io.sluice.platform.rate;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
