/** What is known of the nodes of each chain, for people to look at; no money decision reads it. */
@NullMarked
package io.sluice.chain.nodes;

import org.jspecify.annotations.NullMarked;
