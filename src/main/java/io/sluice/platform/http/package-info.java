/** How every route reads, refuses and remembers requests. */
@NamedInterface("http")
@NullMarked
package io.sluice.platform.http;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
