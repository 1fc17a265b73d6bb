package io.sluice.platform.rate;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.distributed.AsyncBucketProxy;

/**
 * What is left to one of those who ask.
 *
 * @param shared on all replicas together
 * @param local on this one, while nobody knows about the others
 */
record Allowance(AsyncBucketProxy shared, Bucket local) {}
