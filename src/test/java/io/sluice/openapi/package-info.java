/** Writes the description of the API from its controllers; nothing of it runs in production. */
@NullMarked
package io.sluice.openapi;

import org.jspecify.annotations.NullMarked;
