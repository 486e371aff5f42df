/** What the tests stand on: a real PostgreSQL, people who sign in, and a count of statements. */
@NullMarked
package org.sanad.api.support;

import org.jspecify.annotations.NullMarked;
