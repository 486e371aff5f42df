package org.sanad.api.platform.files;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanad.api.platform.graphql.Entity;
import org.sanad.api.platform.text.LocalizedText;

/**
 * A picture.
 *
 * @param organizationId the body that uploaded it; null for Sanad's own
 * @param width of the original in pixels
 * @param placeholder {@code #rrggbb}
 * @param contentKey names its bytes; not guessable
 * @param widths that are kept, ascending; empty for a drawing, which has every width
 */
public record Image(
        UUID id,
        @Nullable UUID organizationId,
        State state,
        LocalizedText alt,
        int width,
        int height,
        String placeholder,
        String contentKey,
        String contentType,
        List<Integer> widths)
        implements Entity {

    /** Whether a moderator let it pass. */
    public enum State {
        AWAITING,
        SHOWN,
        WITHHELD
    }

    /** The path at which it is served at a width, or at the next larger one that is kept. */
    public String path(int wanted) {
        if (widths.isEmpty()) {
            return "/files/images/" + contentKey + ".svg";
        }
        int kept = widths.stream().filter(width -> width >= wanted).findFirst().orElse(widths.getLast());
        return "/files/images/" + contentKey + "-" + kept + (contentType.equals("image/png") ? ".png" : ".jpg");
    }
}
