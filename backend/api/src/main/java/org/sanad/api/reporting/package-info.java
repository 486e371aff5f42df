/** Takes in what others publish, IATI activity files first, and says before it changes anything what it would do. */
@NullMarked
package org.sanad.api.reporting;

import org.jspecify.annotations.NullMarked;
