/** What no feature should write twice; knows nothing of payments. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.sluice.platform;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
