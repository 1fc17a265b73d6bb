/** Who is calling, and what they may do. */
@ApplicationModule(
        allowedDependencies = {
            "money",
            "platform::database",
            "platform::http",
            "platform::cluster",
            "platform::reactive",
            "platform::keys",
            "platform::rate"
        })
@NullMarked
package io.sluice.merchant;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
