package io.sluice.chain.evm;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;

/** A block as a node tells it, without its transactions; nothing of it is checked yet. */
@JsonIgnoreProperties(ignoreUnknown = true)
record RpcHeader(@Nullable String number, @Nullable String hash, @Nullable String timestamp) {}
