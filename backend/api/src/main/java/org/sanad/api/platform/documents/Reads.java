package org.sanad.api.platform.documents;

import graphql.analysis.QueryTraverser;
import graphql.analysis.QueryVisitorFieldEnvironment;
import graphql.analysis.QueryVisitorStub;
import graphql.language.Document;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.SelectionSet;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sanad.api.platform.graphql.GlobalId;

/**
 * Tells what an answer depends on, as tags: the inner id of each entity in it; the kind of each list in it ({@code campaign}), which a change to
 * any of that kind may alter; {@link #ANYTHING} where neither says enough. In doubt it names too much: an answer made anew for nothing costs a
 * statement, an old one kept costs trust.
 */
final class Reads {

    static final String ANYTHING = "*";

    /** Kinds whose changes are told under a topic of their own, {@code campaign.changed}. */
    private static final Set<String> KINDS = Set.of("campaign", "organization");

    private final Document document;
    private final Map<String, FragmentDefinition> fragments = new HashMap<>();
    private final Set<Object> tags = new HashSet<>();

    private Reads(Document document) {
        this.document = document;
        document.getDefinitionsOfType(FragmentDefinition.class)
                .forEach(fragment -> fragments.put(fragment.getName(), fragment));
    }

    /** The tags of one answer to a valid document. */
    static Set<Object> of(
            GraphQLSchema schema, Document document, Map<String, Object> variables, Map<String, Object> data) {
        var reads = new Reads(document);
        reads.shape(schema, variables);
        reads.ids(data);
        // what was not found may be published the next moment
        if (data.containsValue(null)) {
            reads.tags.addAll(KINDS);
        }
        return Set.copyOf(reads.tags);
    }

    private void shape(GraphQLSchema schema, Map<String, Object> variables) {
        QueryTraverser.newQueryTraverser()
                .schema(schema)
                .document(document)
                .variables(variables)
                .build()
                .visitPreOrder(new QueryVisitorStub() {

                    @Override
                    public void visitField(QueryVisitorFieldEnvironment field) {
                        if (!field.isTypeNameIntrospectionField()) {
                            note(field);
                        }
                    }
                });
    }

    private void note(QueryVisitorFieldEnvironment field) {
        var type = field.getFieldDefinition().getType();
        var nodes = nodesOf(type);
        if (nodes != null) {
            tags.add(kind(nodes));
        } else if (isNode(GraphQLTypeUtil.unwrapAll(type))) {
            if (!selectsId(field.getField().getSelectionSet())) {
                tags.add(kind(GraphQLTypeUtil.unwrapAll(type)));
            }
        } else if (field.getParentEnvironment() == null) {
            tags.add(ANYTHING);
        }
    }

    /** The node type of a connection or a list of nodes; null where a field is neither. */
    private static @Nullable GraphQLNamedType nodesOf(GraphQLType type) {
        var bare = GraphQLTypeUtil.unwrapNonNull(type);
        var named = GraphQLTypeUtil.unwrapAll(type);
        if (bare instanceof GraphQLList) {
            return isNode(named) ? named : null;
        }
        GraphQLFieldDefinition list =
                named instanceof GraphQLFieldsContainer container ? container.getFieldDefinition("nodes") : null;
        return list == null ? null : GraphQLTypeUtil.unwrapAll(list.getType());
    }

    private static boolean isNode(GraphQLNamedType type) {
        return type.getName().equals("Node")
                || (type instanceof GraphQLObjectType object
                        && object.getInterfaces().stream()
                                .anyMatch(each -> each.getName().equals("Node")));
    }

    private static String kind(GraphQLNamedType type) {
        var kind = type.getName().toLowerCase(Locale.ROOT);
        return KINDS.contains(kind) ? kind : ANYTHING;
    }

    private boolean selectsId(@Nullable SelectionSet selections) {
        return selections != null
                && selections.getSelections().stream().anyMatch(selection -> switch (selection) {
                    case Field field ->
                        field.getName().equals("id")
                                && field.getAlias() == null
                                && field.getDirectives().isEmpty();
                    case FragmentSpread spread -> {
                        var fragment = fragments.get(spread.getName());
                        yield fragment != null
                                && spread.getDirectives().isEmpty()
                                && selectsId(fragment.getSelectionSet());
                    }
                    case InlineFragment inline -> false;
                    default -> false;
                });
    }

    private void ids(@Nullable Object value) {
        switch (value) {
            case Map<?, ?> object -> {
                if (object.get("id") instanceof String id) {
                    GlobalId.decode(id).ifPresent(global -> tags.add(global.id()));
                }
                object.values().forEach(this::ids);
            }
            case List<?> list -> list.forEach(this::ids);
            case null, default -> {}
        }
    }
}
