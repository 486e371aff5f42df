package org.sanad.api.platform.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.sanad.api.support.Api;
import org.sanad.api.support.SanadTest;

@SanadTest
class PlatformApiTest {

    private final Api api;

    PlatformApiTest(Api api) {
        this.api = api;
    }

    @Test
    void tellsTheCurrenciesWithTheirDecimals() {
        api.guest()
                .document("{ currencies { code decimals name(locale: AR) } }")
                .execute()
                .path("currencies[?(@.code=='KWD')].decimals")
                .entityList(Integer.class)
                .containsExactly(3)
                .path("currencies[?(@.code=='KWD')].name")
                .entityList(String.class)
                .containsExactly("دينار كويتي");
    }

    @Test
    void answersNullForAnIdThatIsNone() {
        api.guest()
                .document("{ node(id: \"nonsense\") { id } nodes(ids: [\"a\", \"b\"]) { id } }")
                .execute()
                .path("node")
                .valueIsNull()
                .path("nodes")
                .entityList(Object.class)
                .hasSize(2);
    }

    @Test
    void refusesADeepQuery() {
        var deep = "{ nodes(ids: []) { ... on Organization " + "{ campaigns { nodes { organization ".repeat(8)
                + "{ id }" + "} } }".repeat(8) + "} }";
        api.guest().document(deep).execute().errors().satisfy(errors -> {
            assertThat(errors)
                    .singleElement()
                    .satisfies(error -> assertThat(error.getExtensions()).containsEntry("code", "LIMIT_EXCEEDED"));
        });
    }

    @Test
    void refusesManyAliases() {
        var many = new StringBuilder("{");
        for (int i = 0; i < 16; i++) {
            many.append(" a").append(i).append(": currencies { code }");
        }
        api.guest()
                .document(many.append("}").toString())
                .execute()
                .errors()
                .satisfy(errors -> assertThat(errors)
                        .singleElement()
                        .satisfies(error -> assertThat(error.getMessage()).contains("15 aliases")));
    }

    @Test
    void refusesPagesThatMultiplyBeyondTheBudget() {
        api.guest()
                .document(
                        "{ organizations(first: 100) { nodes { campaigns(first: 100) { nodes { updates(first: 100) { nodes { id } } } } } } }")
                .execute()
                .errors()
                .satisfy(errors -> assertThat(errors)
                        .singleElement()
                        .satisfies(error -> assertThat(error.getMessage()).contains("objects")));
    }

    @Test
    void nodesAskedForByIdCountTowardsTheBudget() {
        var ids = java.util.Collections.nCopies(100, GlobalId.encode('O', java.util.UUID.randomUUID()));
        for (var document : java.util.List.of(
                "query($ids: [ID!]!) { nodes(ids: $ids) { ... on Organization { campaigns(first: 100) { nodes { updates(first: 2) { nodes { id } } } } } } }",
                "query($ids: [ID!]!) { nodes(ids: $ids) { ...o } __typename } fragment o on Organization { campaigns(first: 100) { nodes { updates(first: 2) { nodes { id } } } } }")) {
            api.guest()
                    .document(document)
                    .variable("ids", ids)
                    .execute()
                    .errors()
                    .satisfy(errors -> assertThat(errors)
                            .singleElement()
                            .satisfies(error -> assertThat(error.getMessage()).contains("objects")));
        }
    }
}
