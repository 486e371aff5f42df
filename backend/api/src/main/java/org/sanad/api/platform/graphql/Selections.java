package org.sanad.api.platform.graphql;

import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.schema.DataFetchingEnvironment;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Looks ahead at what is selected below a field, to leave costly columns where they are. */
public final class Selections {

    private Selections() {}

    /**
     * Whether a field of this name stands anywhere below the one that is being fetched. Reads the document itself and so takes an excluded field
     * for a selected one, which costs a column; graphql-java's selection set knows better, and costs more than the column.
     */
    public static boolean mention(DataFetchingEnvironment environment, String name) {
        for (var field : environment.getMergedField().getFields()) {
            if (mentions(field.getSelectionSet(), name, environment.getFragmentsByName())) {
                return true;
            }
        }
        return false;
    }

    private static boolean mentions(
            @Nullable SelectionSet selections, String name, Map<String, FragmentDefinition> fragments) {
        if (selections == null) {
            return false;
        }
        for (Selection<?> selection : selections.getSelections()) {
            boolean found = switch (selection) {
                case Field field -> field.getName().equals(name) || mentions(field.getSelectionSet(), name, fragments);
                case InlineFragment inline -> mentions(inline.getSelectionSet(), name, fragments);
                case FragmentSpread spread -> {
                    var fragment = fragments.get(spread.getName());
                    yield fragment != null && mentions(fragment.getSelectionSet(), name, fragments);
                }
                default -> throw new IllegalStateException("no such selection: " + selection);
            };
            if (found) {
                return true;
            }
        }
        return false;
    }
}
