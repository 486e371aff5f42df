/** The reactive GraphQL API: one package for each domain, all of them above {@code platform}, which knows none. */
@NullMarked
package org.sanad.api;

import org.jspecify.annotations.NullMarked;
