/** Letters and short messages that Sanad sends: handed to the one outbox of the installation. */
@NullMarked
package org.sanad.api.platform.mail;

import org.jspecify.annotations.NullMarked;
