/** The issuer: accounts, sign-in, and the tokens that the api trusts. */
@NullMarked
package org.sanad.identity;

import org.jspecify.annotations.NullMarked;
