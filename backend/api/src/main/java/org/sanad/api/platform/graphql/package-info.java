/** What the schema is made of beyond any domain: global ids, connections, scalars, limits, errors. */
@NullMarked
package org.sanad.api.platform.graphql;

import org.jspecify.annotations.NullMarked;
