/** The app's own documents, registered when it was built; and their public answers, kept as finished bytes until what they tell has changed. */
@NullMarked
package org.sanad.api.platform.documents;

import org.jspecify.annotations.NullMarked;
