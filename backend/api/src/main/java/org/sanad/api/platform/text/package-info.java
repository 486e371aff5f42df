/** Texts in up to three languages. */
@NullMarked
package org.sanad.api.platform.text;

import org.jspecify.annotations.NullMarked;
