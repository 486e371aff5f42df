/** News: written in the transaction that makes it true, told to every node in one order. */
@NullMarked
package org.sanad.api.platform.outbox;

import org.jspecify.annotations.NullMarked;
