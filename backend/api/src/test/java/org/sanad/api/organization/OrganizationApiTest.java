package org.sanad.api.organization;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.sanad.api.platform.text.Locale;
import org.sanad.api.platform.text.LocalizedText;
import org.sanad.api.support.Api;
import org.sanad.api.support.SanadTest;

@SanadTest
class OrganizationApiTest {

    private final Api api;
    private final Organizations organizations;

    OrganizationApiTest(Api api, Organizations organizations) {
        this.api = api;
        this.organizations = organizations;
    }

    @Test
    void showsABodyByItsSlugAndByItsId() {
        var slug = "body-" + UUID.randomUUID();
        var registered = organizations
                .register(List.of(RegisterOrganization.named(
                                slug,
                                OrganizationKind.CHARITY,
                                Jurisdiction.SY,
                                LocalizedText.of(Locale.AR, "جمعية الأمل"))
                        .identifiedBy(new Identifier("SY-TEST", slug))))
                .block();
        assertThat(registered).extracting(Registered::verdict).containsExactly(Registered.Verdict.CREATED);
        var id = api.guest()
                .document("""
                        query ($slug: String!) {
                          organizationBySlug(slug: $slug) {
                            id slug kind jurisdiction name { text(locale: FA) locale(locale: FA) } sectors areas { pcode }
                            identifiers { scheme value } contacts { kind } verification { state by { id } at }
                            responsiblePeople { name { text(locale: AR) } } history { nodes { kind } }
                            members { nodes { id } } viewerCanAdminister isDemo createdAt
                          }
                        }
                        """)
                .variable("slug", slug)
                .execute()
                .path("organizationBySlug.name.text")
                .entity(String.class)
                .isEqualTo("جمعية الأمل")
                .path("organizationBySlug.history.nodes[0].kind")
                .entity(String.class)
                .isEqualTo("JOINED")
                .path("organizationBySlug.identifiers[0].value")
                .entity(String.class)
                .isEqualTo(slug)
                .path("organizationBySlug.members")
                .valueIsNull()
                .path("organizationBySlug.id")
                .entity(String.class)
                .get();
        api.guest()
                .document("query ($id: ID!) { node(id: $id) { id ... on Organization { slug } } }")
                .variable("id", id)
                .execute()
                .path("node.slug")
                .entity(String.class)
                .isEqualTo(slug);
    }
}
