package io.sluice.chain.rpc;

/** What a node answered, and what it sent to say so. */
public record Testimony<T>(T value, Transcript transcript) {}
