/** Who acts, and what a method demands of them. */
@NullMarked
package org.sanad.api.platform.security;

import org.jspecify.annotations.NullMarked;
