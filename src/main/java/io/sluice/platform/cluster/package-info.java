/** What replicas share: leases, wake-ups, ids. */
@NamedInterface("cluster")
@NullMarked
package io.sluice.platform.cluster;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
