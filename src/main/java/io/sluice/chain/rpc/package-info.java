/** Asking JSON-RPC nodes, and believing none of them alone. */
@NullMarked
package io.sluice.chain.rpc;

import org.jspecify.annotations.NullMarked;
