/**
 * Spring Authorization Server as a program of its own: tokens that are not made by our own hands.
 */
@NullMarked
package io.sluice.sandbox.authority;

import org.jspecify.annotations.NullMarked;
