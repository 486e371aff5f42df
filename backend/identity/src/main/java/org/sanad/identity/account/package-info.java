/** People who can sign in, and the proofs by which they register, recover and change what identifies them. */
@NullMarked
package org.sanad.identity.account;

import org.jspecify.annotations.NullMarked;
