/** What every domain stands on, and which knows none of them: the door to SQL, GraphQL, money, text, news, who acts. */
@ApplicationModule(type = ApplicationModule.Type.OPEN)
@NullMarked
package org.sanad.api.platform;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
