package org.sanad.api.platform.graphql;

import graphql.execution.AbortExecutionException;
import graphql.language.Argument;
import graphql.language.ArrayValue;
import graphql.language.Document;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.IntValue;
import graphql.language.OperationDefinition;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.language.VariableReference;
import java.math.BigInteger;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one operation may ask for. Fragments count each time they are spread, because that is what they cost; counting stops at the first limit
 * crossed, so that a document made to explode is refused cheaply.
 */
final class Limits {

    static final int CHARACTERS = 20_000;
    static final int TOKENS = 2_000;
    static final int DEPTH = 15;
    static final int FIELDS = 400;
    static final int ALIASES = 15;
    static final int DIRECTIVES = 8;
    /** Objects that the answer may hold, by the page sizes asked for. */
    static final long COST = 12_000;

    private final Map<String, FragmentDefinition> fragments = new HashMap<>();
    private final Map<String, Object> variables;
    private int fields;
    private int aliases;
    private int directives;
    private long cost;

    private Limits(Document document, Map<String, Object> variables) {
        this.variables = variables;
        document.getDefinitionsOfType(FragmentDefinition.class)
                .forEach(fragment -> fragments.put(fragment.getName(), fragment));
    }

    /** Checks one operation with its variables. Throws {@link AbortExecutionException} at the first limit that it crosses. */
    static void check(Document document, OperationDefinition operation, Map<String, Object> variables) {
        var limits = new Limits(document, variables);
        limits.directives += operation.getDirectives().size();
        limits.visit(operation.getSelectionSet(), 1, 1);
    }

    private void visit(@Nullable SelectionSet selections, int depth, long times) {
        if (selections == null) {
            return;
        }
        demand(depth <= DEPTH, "The query is nested deeper than %d levels.", DEPTH);
        for (Selection<?> selection : selections.getSelections()) {
            switch (selection) {
                case Field field -> {
                    count(field.getDirectives().size());
                    demand(++fields <= FIELDS, "The query selects more than %d fields.", FIELDS);
                    demand(
                            field.getAlias() == null || ++aliases <= ALIASES,
                            "The query uses more than %d aliases.",
                            ALIASES);
                    var inner = field.getSelectionSet();
                    if (inner != null) {
                        long each = Math.multiplyExact(times, objects(field, inner));
                        cost = Math.addExact(cost, each);
                        demand(cost <= COST, "The query may return more than %d objects; ask for smaller pages.", COST);
                        visit(inner, depth + 1, each);
                    }
                }
                case InlineFragment inline -> {
                    count(inline.getDirectives().size());
                    visit(inline.getSelectionSet(), depth, times);
                }
                case FragmentSpread spread -> {
                    count(spread.getDirectives().size());
                    var fragment = fragments.get(spread.getName());
                    if (fragment != null) {
                        visit(fragment.getSelectionSet(), depth, times);
                    }
                }
                default -> throw new IllegalStateException("no such selection: " + selection);
            }
        }
    }

    private void count(int more) {
        directives += more;
        demand(directives <= DIRECTIVES, "The query uses more than %d directives.", DIRECTIVES);
    }

    /** How many objects a field may answer with: as many as it names, or as its page has. */
    private long objects(Field field, SelectionSet inner) {
        for (Argument argument : field.getArguments()) {
            if (argument.getName().equals("ids")) {
                long named = switch (argument.getValue()) {
                    case ArrayValue literal -> literal.getValues().size();
                    case VariableReference reference
                    when variables.get(reference.getName()) instanceof Collection<?> given -> given.size();
                    default -> 1;
                };
                return Math.clamp(named, 1, Page.GREATEST);
            }
        }
        return isConnection(inner) ? pageSize(field) : 1;
    }

    /** A connection is known by its shape, which the schema's rules keep. */
    private boolean isConnection(SelectionSet selections) {
        for (Selection<?> selection : selections.getSelections()) {
            boolean found = switch (selection) {
                case Field field ->
                    field.getName().equals("edges") || field.getName().equals("nodes");
                case InlineFragment inline -> isConnection(inline.getSelectionSet());
                case FragmentSpread spread ->
                    Optional.ofNullable(fragments.get(spread.getName()))
                            .map(fragment -> isConnection(fragment.getSelectionSet()))
                            .orElse(false);
                default -> false;
            };
            if (found) {
                return true;
            }
        }
        return false;
    }

    private long pageSize(Field field) {
        for (Argument argument : field.getArguments()) {
            if (argument.getName().equals("first") || argument.getName().equals("last")) {
                var size = switch (argument.getValue()) {
                    case IntValue literal -> literal.getValue();
                    case VariableReference reference
                    when variables.get(reference.getName()) instanceof Number given ->
                        BigInteger.valueOf(given.longValue());
                    default -> BigInteger.valueOf(Page.DEFAULT);
                };
                // out-of-range sizes are refused by the field itself, in its own words
                return size.min(BigInteger.valueOf(Page.GREATEST))
                        .max(BigInteger.ONE)
                        .longValue();
            }
        }
        return Page.DEFAULT;
    }

    private static void demand(boolean kept, String message, long limit) {
        if (!kept) {
            throw new AbortExecutionException(String.format(java.util.Locale.ROOT, message, limit));
        }
    }
}
