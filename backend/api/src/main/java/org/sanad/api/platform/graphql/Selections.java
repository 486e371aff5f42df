package org.sanad.api.platform.graphql;

import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.schema.DataFetchingEnvironment;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Looks ahead at what is selected below a field, to leave costly columns where they are. */
public final class Selections {

    private Selections() {}

    /** The schema's fields that a record answers: its components by their names, and others that are made of them. */
    public static Set<String> of(Class<? extends Record> type, String... further) {
        return Stream.concat(
                        Arrays.stream(type.getRecordComponents()).map(RecordComponent::getName), Stream.of(further))
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Whether a field of one of these names stands anywhere below the one that is being fetched. Reads the document itself and so takes an excluded field
     * for a selected one, which costs a column; graphql-java's selection set knows better, and costs more than the column.
     */
    public static boolean mention(DataFetchingEnvironment environment, Set<String> names) {
        for (var field : environment.getMergedField().getFields()) {
            if (mentions(field.getSelectionSet(), names, environment.getFragmentsByName())) {
                return true;
            }
        }
        return false;
    }

    private static boolean mentions(
            @Nullable SelectionSet selections, Set<String> names, Map<String, FragmentDefinition> fragments) {
        if (selections == null) {
            return false;
        }
        for (Selection<?> selection : selections.getSelections()) {
            boolean found = switch (selection) {
                case Field field ->
                    names.contains(field.getName()) || mentions(field.getSelectionSet(), names, fragments);
                case InlineFragment inline -> mentions(inline.getSelectionSet(), names, fragments);
                case FragmentSpread spread -> {
                    var fragment = fragments.get(spread.getName());
                    yield fragment != null && mentions(fragment.getSelectionSet(), names, fragments);
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
