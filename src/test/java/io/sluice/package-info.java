/** What all tests share. */
@NullMarked
package io.sluice;

import org.jspecify.annotations.NullMarked;
