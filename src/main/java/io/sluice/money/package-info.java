/** The vocabulary of value: chains, assets, exact amounts, prices. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.sluice.money;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
