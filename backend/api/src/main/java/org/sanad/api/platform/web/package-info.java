/** What a browser meets before any domain: the app's own pages with their previews, headers, and the issuer behind the same origin. */
@NullMarked
package org.sanad.api.platform.web;

import org.jspecify.annotations.NullMarked;
