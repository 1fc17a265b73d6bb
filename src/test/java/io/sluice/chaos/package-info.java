/** Everything that can go wrong between a chain and the database, and the truth beside it. */
@NullMarked
package io.sluice.chaos;

import org.jspecify.annotations.NullMarked;
