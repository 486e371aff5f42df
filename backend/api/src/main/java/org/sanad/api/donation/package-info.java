/** Gifts, and the ledger, receipts, refunds and funds that follow from them. */
@ApplicationModule(allowedDependencies = {"platform", "organization", "campaign"})
@NullMarked
package org.sanad.api.donation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
