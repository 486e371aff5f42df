/** Who does charitable work: bodies, areas, verification, and the people who speak for them. */
@ApplicationModule(allowedDependencies = "platform")
@NullMarked
package org.sanad.api.organization;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
