/** A whole outside world in one process: everything the gateway talks to, made to be broken. */
@NullMarked
package io.sluice.sandbox;

import org.jspecify.annotations.NullMarked;
