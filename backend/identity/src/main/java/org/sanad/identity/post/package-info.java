/** Mails and SMS: put into the outbox, then sent by whatever the installation has. */
@NullMarked
package org.sanad.identity.post;

import org.jspecify.annotations.NullMarked;
