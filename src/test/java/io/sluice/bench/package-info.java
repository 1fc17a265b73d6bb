/**
 * How fast the gateway is at what must be fast: run by {@code gateway/bench}, never timed tests.
 */
@NullMarked
package io.sluice.bench;

import org.jspecify.annotations.NullMarked;
