/** The sandbox gateway: another company's payment site, played by Sanad itself. No money moves. */
@NullMarked
package org.sanad.api.donation.gateway;

import org.jspecify.annotations.NullMarked;
