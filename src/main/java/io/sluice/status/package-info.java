/** Tells whoever is watching that a payment moved. */
@ApplicationModule(
        allowedDependencies = {
            "money",
            "payment",
            "merchant",
            "platform::database",
            "platform::http",
            "platform::cluster",
            "platform::reactive",
            "platform::keys"
        })
@NullMarked
package io.sluice.status;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
