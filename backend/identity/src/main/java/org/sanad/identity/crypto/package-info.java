/** Secrets: random values, keyed hashes, encryption at rest, passwords and one-time codes. */
@NullMarked
package org.sanad.identity.crypto;

import org.jspecify.annotations.NullMarked;
