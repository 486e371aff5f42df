/** What gifts, ledger and gateway promise, against a real PostgreSQL. */
@NullMarked
package org.sanad.api.donation;

import org.jspecify.annotations.NullMarked;
