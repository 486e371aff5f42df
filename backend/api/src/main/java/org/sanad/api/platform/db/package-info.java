/** The only door to SQL: every statement and transaction passes here, and takes the actor along. */
@NullMarked
package org.sanad.api.platform.db;

import org.jspecify.annotations.NullMarked;
