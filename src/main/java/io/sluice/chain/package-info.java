/** What happened on a chain, and how sure we are that it stays. */
@ApplicationModule(
        allowedDependencies = {
            "money",
            "merchant",
            "platform::database",
            "platform::http",
            "platform::cluster",
            "platform::reactive",
            "platform::tls",
            "platform::keys"
        })
@NullMarked
package io.sluice.chain;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
