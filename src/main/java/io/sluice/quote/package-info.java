/** What a price is worth in an asset, right now. */
@ApplicationModule(
        allowedDependencies = {
            "money",
            "merchant",
            "chain",
            "platform::database",
            "platform::http",
            "platform::cluster",
            "platform::reactive",
            "platform::tls",
            "platform::keys",
            "platform::sse"
        })
@NullMarked
package io.sluice.quote;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
