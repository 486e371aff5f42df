/** The authorization server: clients, grants, tokens and the keys that sign them. */
@NullMarked
package org.sanad.identity.oauth;

import org.jspecify.annotations.NullMarked;
