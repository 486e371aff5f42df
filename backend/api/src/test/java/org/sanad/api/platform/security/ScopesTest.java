package org.sanad.api.platform.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import graphql.GraphQLContext;
import graphql.Scalars;
import graphql.schema.DataFetchingEnvironmentImpl;
import graphql.schema.FieldCoordinates;
import graphql.schema.GraphQLDirectiveContainer;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLInputType;
import graphql.schema.GraphQLInterfaceType;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLScalarType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLTypeUtil;
import graphql.schema.LightDataFetcher;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.sanad.api.organization.Grant;
import org.sanad.api.organization.Members;
import org.sanad.api.organization.OrganizationRole;
import org.sanad.api.support.Api;
import org.sanad.api.support.Charities;
import org.sanad.api.support.SanadTest;
import org.springframework.graphql.ResponseError;
import org.springframework.graphql.execution.GraphQlSource;
import org.springframework.http.MediaType;
import org.springframework.security.test.web.reactive.server.SecurityMockServerConfigurers;

/** A partner's program may do what its token's scopes say. What a new field of the schema needs must be stated, or the build fails. */
@SanadTest
class ScopesTest {

    /**
     * What a program without any scope reads, as everyone does: the fields that code answers. Whoever adds a field either states its scope in the
     * schema, or declares here that it is public.
     */
    private static final String PUBLIC = """
            Area: name
            Campaign: areas closedFor donations image initiative organization updates viewerCanEdit
            CampaignConnection: totalCount
            CampaignProgress: campaign
            CampaignUpdate: campaign image
            Image: url
            Initiative: lead
            Organization: areas campaigns finances history identifiers image viewerCanAdminister viewerCanManageCampaigns viewerCanManageFinance \
              viewerCanReadGifts viewerCanVerify
            OrganizationConnection: totalCount
            Query: areas campaignBySlug campaigns currencies nationalInitiatives node nodes organizationBySlug organizations paymentsAreTests totals verifyReceipt \
              viewer
            ReceiptVerification: organization
            Subscription: campaignProgress serverTime
            Verification: by
            """;

    private final Api api;
    private final Charities charities;
    private final Members members;
    private final GraphQLSchema schema;

    ScopesTest(Api api, Charities charities, Members members, GraphQlSource source) {
        this.api = api;
        this.charities = charities;
        this.members = members;
        this.schema = source.schema();
    }

    @Test
    void everyChangeStatesItsScope() {
        assertThat(schema.getMutationType().getFieldDefinitions())
                .filteredOn(field -> !isGuarded(field))
                .extracting(GraphQLFieldDefinition::getName)
                .as("mutations without @scope")
                .isEmpty();
    }

    @Test
    void whatStatesNoScopeIsDeclaredPublic() {
        assertThat(reached().filter(place -> !isTrivial(place)).map(FieldCoordinates::toString))
                .as("fields that a program without scopes reaches")
                .containsExactlyInAnyOrderElementsOf(PUBLIC.lines()
                        .flatMap(line -> Arrays.stream(line.split(": ")[1].split(" +"))
                                .map(field -> line.split(": ")[0] + "." + field))
                        .toList());
    }

    @Test
    void noWayLeadsAroundAType() {
        assertThat(reached().map(place -> type(schema.getFieldDefinition(place))))
                .as("types with @scope, to which a field without one leads")
                .filteredOn(type -> type instanceof GraphQLDirectiveContainer container && isGuarded(container))
                .isEmpty();
    }

    @Test
    void eachGuardedFieldHoldsAProgramOff() {
        var guarded = schema.getAllTypesAsList().stream()
                .filter(GraphQLObjectType.class::isInstance)
                .map(GraphQLObjectType.class::cast)
                .flatMap(type -> type.getFieldDefinitions().stream()
                        .filter(field -> isGuarded(field) || isGuarded(type))
                        .map(field -> FieldCoordinates.coordinates(type, field)))
                .toList();
        assertThat(guarded).hasSizeGreaterThan(80);
        var context = GraphQLContext.newContext().build();
        ScopeGuard.note(context, Set.of("openid", "donations", "donations:"));
        for (var place : guarded) {
            var field = schema.getFieldDefinition(place);
            assertThatThrownBy(() -> schema.getCodeRegistry()
                            .getDataFetcher(place, field)
                            .get(DataFetchingEnvironmentImpl.newDataFetchingEnvironment()
                                    .graphQLContext(context)
                                    .locale(Locale.ENGLISH)
                                    .fieldDefinition(field)
                                    .build()))
                    .as(place.toString())
                    .isInstanceOf(ScopeRequired.class);
        }
    }

    @Test
    void eachChangeAndEachGuardedRootFieldIsRefusedByName() {
        var client = "partner-" + UUID.randomUUID();
        for (var root : List.of(schema.getMutationType(), schema.getQueryType())) {
            for (var field : root.getFieldDefinitions()) {
                if (!isGuarded(field)) {
                    continue;
                }
                var document = (root == schema.getMutationType() ? "mutation" : "query") + " { " + call(field) + " }";
                var needed = scopes(field);
                api.partner(client)
                        .document(document)
                        .execute()
                        .errors()
                        .satisfy(errors -> assertThat(errors)
                                .as(document)
                                .singleElement()
                                .satisfies(error -> {
                                    assertThat(error.getPath()).isEqualTo(field.getName());
                                    assertThat(error.getExtensions()).containsEntry("code", "FORBIDDEN");
                                    assertThat(error.getExtensions().get("scopes"))
                                            .isEqualTo(needed.stream()
                                                    .map(Scope::word)
                                                    .toList());
                                    needed.forEach(scope ->
                                            assertThat(error.getMessage()).contains(scope.word()));
                                }));
                for (var scope : needed) {
                    api.partner(client, scope)
                            .document(document)
                            .execute()
                            .errors()
                            .satisfy(errors -> assertThat(errors)
                                    .as(document + " with " + scope)
                                    .noneSatisfy(ScopesTest::namesScopes));
                }
                api.person("person-" + client)
                        .document(document)
                        .execute()
                        .errors()
                        .satisfy(errors ->
                                assertThat(errors).as(document + " by a person").noneSatisfy(ScopesTest::namesScopes));
            }
        }
    }

    private static void namesScopes(ResponseError error) {
        assertThat(error.getExtensions()).containsKey("scopes");
    }

    @Test
    void aRoleIsNotEnoughForAProgram() {
        var charity = charities.charity("جمعية البرامج");
        var client = "partner-" + UUID.randomUUID();
        members.grant(
                        charity.id(),
                        new Grant(Api.ISSUER, client, "Branch reports", null, List.of(OrganizationRole.ADMIN)))
                .block();
        var document = """
                query ($id: ID!) { node(id: $id) { id ... on Organization { slug members { nodes { id roles } } } } }""";
        var allowed = api.partner(client, Scope.ORGANIZATIONS_WRITE)
                .document(document)
                .variable("id", charity.globalId())
                .execute();
        allowed.path("node.members.nodes[*].roles[*]").entityList(String.class).containsExactly("ADMIN");
        var membership =
                allowed.path("node.members.nodes[0].id").entity(String.class).get();

        // the rest of the answer stands
        api.partner(client, Scope.CAMPAIGNS_WRITE)
                .document(document)
                .variable("id", charity.globalId())
                .execute()
                .errors()
                .satisfy(errors -> assertThat(errors).singleElement().satisfies(ScopesTest::namesScopes))
                .path("node.slug")
                .entity(String.class)
                .isEqualTo(charity.slug())
                .path("node.members")
                .valueIsNull();
        // nor does the way by the membership's own id
        api.partner(client, Scope.CAMPAIGNS_WRITE)
                .document("query ($id: ID!) { node(id: $id) { ... on Membership { roles } } }")
                .variable("id", membership)
                .execute()
                .errors()
                .satisfy(errors -> assertThat(errors).singleElement().satisfies(ScopesTest::namesScopes))
                .path("node")
                .valueIsNull();
    }

    @Test
    void whoMayWriteMayRead() {
        var client = "partner-" + UUID.randomUUID();
        var document = "{ viewer { isPartner donations(first: 1) { nodes { id } } } }";
        for (var scope : List.of(Scope.DONATIONS_READ, Scope.DONATIONS_WRITE)) {
            api.partner(client, scope)
                    .document(document)
                    .execute()
                    .path("viewer.isPartner")
                    .entity(Boolean.class)
                    .isEqualTo(true)
                    .path("viewer.donations.nodes")
                    .entityList(Object.class)
                    .hasSize(0);
        }
    }

    @Test
    void theRefusalSpeaksTheProgramsLanguage() {
        for (var expected :
                Map.of("ar", "الصلاحية", "fa", "توکنی", "en", "This needs").entrySet()) {
            api.client()
                    .mutateWith(SecurityMockServerConfigurers.mockJwt()
                            .jwt(token -> token.issuer(Api.ISSUER).subject("p").claim("client_id", "p")))
                    .post()
                    .contentType(MediaType.APPLICATION_JSON)
                    .header("Accept-Language", expected.getKey())
                    .bodyValue("{\"query\":\"{ imports { nodes { id } } }\"}")
                    .exchange()
                    .expectBody()
                    .jsonPath("$.errors[0].message")
                    .value(String.class, message -> assertThat(message).contains(expected.getValue(), "imports:write"));
        }
    }

    @Test
    void theScopeIsWrittenWhereExplorersLook() {
        assertThat(schema.getMutationType().getFieldDefinition("createCampaign").getDescription())
                .endsWith("Partners' programs need `campaigns:write`.");
        assertThat(schema.getMutationType()
                        .getFieldDefinition("acceptInvitation")
                        .getDescription())
                .endsWith("Not for partners' programs.");
        assertThat(Stream.of(Scope.values()).map(Enum::name))
                .containsExactlyElementsOf(((GraphQLEnumType) schema.getType("Scope"))
                        .getValues().stream().map(value -> value.getName()).toList());
    }

    /** All fields of output types that are reached from queries and subscriptions without passing a scope. */
    private Stream<FieldCoordinates> reached() {
        var seen = new HashSet<GraphQLObjectType>();
        var next = new ArrayDeque<>(List.of(schema.getQueryType(), schema.getSubscriptionType()));
        var found = new HashSet<FieldCoordinates>();
        while (!next.isEmpty()) {
            var parent = next.pop();
            if (!seen.add(parent)) {
                continue;
            }
            for (var field : parent.getFieldDefinitions()) {
                if (isGuarded(field)) {
                    continue;
                }
                found.add(FieldCoordinates.coordinates(parent, field));
                switch (type(field)) {
                    case GraphQLObjectType object -> next.add(object);
                    case GraphQLInterfaceType shared ->
                        schema.getImplementations(shared).stream()
                                .filter(type -> !isGuarded(type))
                                .forEach(next::add);
                    default -> {}
                }
            }
        }
        return found.stream();
    }

    private boolean isTrivial(FieldCoordinates place) {
        return schema.getCodeRegistry().getDataFetcher(place, schema.getFieldDefinition(place))
                instanceof LightDataFetcher<?>;
    }

    private static Object type(GraphQLFieldDefinition field) {
        return GraphQLTypeUtil.unwrapAll(field.getType());
    }

    private static boolean isGuarded(GraphQLDirectiveContainer element) {
        return element.hasAppliedDirective("scope");
    }

    private static List<Scope> scopes(GraphQLFieldDefinition field) {
        List<String> names =
                field.getAppliedDirective("scope").getArgument("anyOf").getValue();
        return names.stream().map(Scope::valueOf).toList();
    }

    /** A call of a field with the least that its arguments must have. */
    private static String call(GraphQLFieldDefinition field) {
        var arguments = field.getArguments().stream()
                .filter(argument -> GraphQLTypeUtil.isNonNull(argument.getType()))
                .map(argument -> argument.getName() + ": " + value(argument.getType()))
                .collect(Collectors.joining(", "));
        return field.getName()
                + (arguments.isEmpty() ? "" : "(" + arguments + ")")
                + (type(field) instanceof GraphQLObjectType ? " { __typename }" : "");
    }

    private static String value(GraphQLInputType type) {
        return switch (type) {
            case GraphQLNonNull required -> value((GraphQLInputType) required.getWrappedType());
            case GraphQLList list -> "[" + value((GraphQLInputType) list.getWrappedType()) + "]";
            case GraphQLEnumType values -> values.getValues().getFirst().getName();
            case GraphQLInputObjectType input ->
                input.getFields().stream()
                        .filter(field -> GraphQLTypeUtil.isNonNull(field.getType()))
                        .map(field -> field.getName() + ": " + value(field.getType()))
                        .collect(Collectors.joining(", ", "{", "}"));
            case GraphQLScalarType scalar when scalar == Scalars.GraphQLInt -> "1";
            case GraphQLScalarType scalar when scalar == Scalars.GraphQLBoolean -> "true";
            case GraphQLScalarType scalar ->
                switch (scalar.getName()) {
                    case "Int" -> "1";
                    case "Boolean" -> "true";
                    case "Decimal" -> "\"1\"";
                    case "CurrencyCode" -> "\"KWD\"";
                    case "Date" -> "\"2026-01-01\"";
                    default -> "\"x\"";
                };
            default -> throw new IllegalStateException("no value of " + type);
        };
    }
}
