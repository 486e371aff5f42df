/** The sandbox gateway's tests, and a hand that tests of gifts play it with. */
@NullMarked
package org.sanad.api.donation.gateway;

import org.jspecify.annotations.NullMarked;
