/** What the deployment says about chains and the nodes that serve them. */
@NullMarked
package io.sluice.chain.network;

import org.jspecify.annotations.NullMarked;
