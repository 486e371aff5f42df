/** Takes in what others publish, IATI activity files first, and says before it changes anything what it would do. */
@ApplicationModule(allowedDependencies = {"platform", "organization", "campaign", "donation"})
@NullMarked
package org.sanad.api.reporting;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
