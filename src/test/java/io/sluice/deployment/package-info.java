/** What a deployment is given beside the gateway: manifests, checked without a cluster. */
@NullMarked
package io.sluice.deployment;

import org.jspecify.annotations.NullMarked;
