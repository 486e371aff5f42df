package org.sanad.api.platform.db;

import static org.sanad.api.platform.db.Columns.required;

import io.r2dbc.spi.Readable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** A thing that the system enters with many others: one that is known, or a new one with the slug that it got. */
public record Entered(UUID id, String slug, boolean isNew) {

    /** Reads a thing that is known, by {@code n}, the place of its command in the list. */
    public static Map.Entry<Integer, Entered> known(Readable row) {
        return Map.entry(
                required(row, "n", Integer.class),
                new Entered(required(row, "id", UUID.class), required(row, "slug", String.class), false));
    }

    /**
     * Tells which thing each command means: a known one, the same as an earlier command's that shares a name with it, or a new one.
     *
     * @param known by place in the list
     * @param taken slugs that are in use; those that new things get are added
     * @param names what tells one thing from another
     */
    public static <C> List<Entered> place(
            List<C> commands,
            Map<Integer, Entered> known,
            Set<String> taken,
            Function<C, String> slug,
            Function<C, List<?>> names) {
        var named = new HashMap<Object, Entered>();
        var entered = new ArrayList<Entered>();
        for (int n = 0; n < commands.size(); n++) {
            var command = commands.get(n);
            var own = names.apply(command);
            var thing = known.get(n);
            for (int i = 0; thing == null && i < own.size(); i++) {
                thing = named.get(own.get(i));
            }
            if (thing == null) {
                thing = new Entered(Ids.next(), free(slug.apply(command), taken), true);
            }
            for (var name : own) {
                named.put(name, thing);
            }
            entered.add(thing);
        }
        return entered;
    }

    private static String free(String wished, Set<String> taken) {
        var slug = wished;
        for (int i = 2; !taken.add(slug); i++) {
            slug = wished + "-" + i;
        }
        return slug;
    }
}
