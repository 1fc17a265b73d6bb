/** Whom we believe to be who they say, when we call them over TLS. */
@NamedInterface("tls")
@NullMarked
package io.sluice.platform.tls;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
