/** Calls for gifts: drafted, published, found; how each stands, and what became of the money. */
@ApplicationModule(allowedDependencies = {"platform", "organization"})
@NullMarked
package org.sanad.api.campaign;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
