/** Makes a request findable: one id in the log, in the answer's header and in every error. */
@NullMarked
package org.sanad.api.platform.observability;

import org.jspecify.annotations.NullMarked;
