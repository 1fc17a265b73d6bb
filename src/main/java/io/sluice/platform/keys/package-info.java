/** Keys from configuration, shared by all replicas and rotating. */
@NamedInterface("keys")
@NullMarked
package io.sluice.platform.keys;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
