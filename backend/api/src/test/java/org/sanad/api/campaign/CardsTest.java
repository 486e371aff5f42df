package org.sanad.api.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLTypeUtil;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sanad.api.platform.graphql.GlobalId;
import org.sanad.api.support.Api;
import org.sanad.api.support.Charities;
import org.sanad.api.support.SanadTest;
import org.springframework.graphql.execution.GraphQlSource;

/** Lists read no more than is selected, and no less: each field alone is answered in each list. */
@SanadTest
class CardsTest {

    private final Api api;
    private final GraphQLSchema schema;
    private final String campaign;
    private final String charity;

    CardsTest(Api api, Charities charities, Campaigns campaigns, GraphQlSource source) throws Exception {
        this.api = api;
        this.schema = source.schema();
        var charity = charities.charity("جمعية البطاقات");
        var slug = "cards-" + charity.id().toString().substring(24);
        this.charity = GlobalId.encode('O', charity.id());
        var recorded = Objects.requireNonNull(campaigns
                .record(List.of(CampaignWorld.campaign(
                        charity.id(), slug, "بطاقات", CampaignStatus.ACTIVE, null, Instant.now())))
                .block());
        this.campaign = GlobalId.encode('C', recorded.getFirst().id());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Campaign     | { campaigns(first: 1) { nodes { %s } } }",
                "Campaign     | { campaigns(first: 1) { edges { node { ... on Campaign { ...F } } } } } fragment F on Campaign { %s }",
                "Campaign     | { organizations(first: 50, orderBy: NEWEST) { nodes { campaigns(first: 2) { nodes { %s } } } } }",
                "Campaign     | { node(id: \"CAMPAIGN\") { ... on Campaign { %s } } }",
                "Organization | { node(id: \"CHARITY\") { ... on Organization { %s } } }",
                "Organization | { organizations(first: 1) { nodes { %s } } }",
                "Organization | { campaigns(first: 1) { nodes { organization { %s } } } }",
            })
    void eachFieldIsReadWhereItIsSelected(String type, String document) {
        var asked = ((GraphQLObjectType) schema.getTypes(List.of(type)).getFirst())
                .getFieldDefinitions().stream()
                        .filter(field -> !field.hasAppliedDirective("scope") && !field.hasAppliedDirective("staff"))
                        .filter(field ->
                                !(GraphQLTypeUtil.unwrapAll(field.getType()) instanceof GraphQLObjectType object)
                                        || !object.hasAppliedDirective("scope"))
                        .toList();
        assertThat(asked).hasSizeGreaterThan(15);
        for (var field : asked) {
            var selected = GraphQLTypeUtil.isLeaf(GraphQLTypeUtil.unwrapAll(field.getType()))
                    ? field.getName()
                    : field.getName() + " { __typename }";
            api.guest()
                    .document(document.formatted(selected))
                    .execute()
                    .errors()
                    .verify();
        }
    }
}
