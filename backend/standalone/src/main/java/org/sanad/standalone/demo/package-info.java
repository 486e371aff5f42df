/** Fills an embedded Sanad with fictional bodies, campaigns and gifts, through the use cases that real ones come by. */
@NullMarked
package org.sanad.standalone.demo;

import org.jspecify.annotations.NullMarked;
