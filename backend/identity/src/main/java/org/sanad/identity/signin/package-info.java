/** Browsers that signed in: which, since when, and by which factors. */
@NullMarked
package org.sanad.identity.signin;

import org.jspecify.annotations.NullMarked;
