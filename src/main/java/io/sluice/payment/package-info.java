/** One payment, from opened to closed. */
@ApplicationModule(
        allowedDependencies = {
            "money",
            "merchant",
            "quote",
            "chain",
            "platform::database",
            "platform::http",
            "platform::cluster",
            "platform::reactive",
            "platform::keys"
        })
@NullMarked
package io.sluice.payment;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
