/** The pages, in three languages and without JavaScript. */
@NullMarked
package org.sanad.identity.web;

import org.jspecify.annotations.NullMarked;
