/** Tells whoever is watching that a payment moved. */
@ApplicationModule(
        allowedDependencies = {
            "payment",
            "merchant",
            "platform::database",
            "platform::http",
            "platform::keys",
            "platform::cluster",
            "platform::sse"
        })
@NullMarked
package io.sluice.status;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
