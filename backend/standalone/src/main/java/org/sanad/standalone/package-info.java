/** The embedded default: PostgreSQL, identity, the API and the built app in one JVM, on one origin. */
@NullMarked
package org.sanad.standalone;

import org.jspecify.annotations.NullMarked;
