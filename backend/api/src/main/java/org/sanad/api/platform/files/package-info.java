/** Files from outside: where they are sent to, what is accepted, and the pictures that are made of them. */
@NullMarked
package org.sanad.api.platform.files;

import org.jspecify.annotations.NullMarked;
