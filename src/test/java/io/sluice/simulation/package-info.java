/** A small world that follows from one number: payments, chains that fork, crashes at any step. */
@NullMarked
package io.sluice.simulation;

import org.jspecify.annotations.NullMarked;
