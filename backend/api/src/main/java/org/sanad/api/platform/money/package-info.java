/** Exact sums, and the currencies that they are in. */
@NullMarked
package org.sanad.api.platform.money;

import org.jspecify.annotations.NullMarked;
