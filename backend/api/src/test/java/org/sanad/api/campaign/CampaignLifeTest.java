package org.sanad.api.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sanad.api.organization.OrganizationRole;
import org.sanad.api.support.Api;
import org.sanad.api.support.Charities;
import org.sanad.api.support.SanadTest;
import org.springframework.graphql.test.tester.GraphQlTester;

@SanadTest
class CampaignLifeTest {

    static final String CREATE = """
            mutation ($organization: ID!, $fields: CampaignFieldsInput!) {
              createCampaign(input: {organizationId: $organization, fields: $fields}) {
                campaign { id slug version status minimumGift { amount currency } closedFor }
                userErrors { code path }
              }
            }
            """;
    static final String UPDATE = """
            mutation ($id: ID!, $version: Int!, $fields: CampaignFieldsInput!) {
              updateCampaign(input: {campaignId: $id, version: $version, fields: $fields}) {
                campaign { version endsOn areas { pcode } intentions goal { amount } story { text(locale: AR) } }
                userErrors { code path }
              }
            }
            """;

    private final Api api;
    private final Charities charities;

    CampaignLifeTest(Api api, Charities charities) {
        this.api = api;
        this.charities = charities;
    }

    static Map<String, Object> text(String arabic) {
        return Map.of("ar", arabic);
    }

    static Map<String, Object> money(String amount) {
        return Map.of("amount", amount, "currency", "SYP");
    }

    private GraphQlTester.Response move(String person, String mutation, String id) {
        return api.person(person)
                .document(
                        "mutation ($id: ID!) { " + mutation
                                + "(input: {campaignId: $id}) { campaign { status closedFor publishedAt } userErrors { code path } } }")
                .variable("id", id)
                .execute();
    }

    @Test
    void livesFromDraftToTheEnd() {
        var charity = charities.charity("جمعية الأمل");
        var manager = charities.member(charity, OrganizationRole.CAMPAIGN_MANAGER);
        var created = api.person(manager)
                .document(CREATE)
                .variable("organization", charity.globalId())
                .variable("fields", Map.of("title", text("ترميم مدرسة في حلب"), "goal", money("50000")))
                .execute();
        created.path("createCampaign.userErrors").entityList(Object.class).hasSize(0);
        created.path("createCampaign.campaign.status").entity(String.class).isEqualTo("DRAFT");
        created.path("createCampaign.campaign.closedFor").entity(String.class).isEqualTo("NOT_PUBLISHED");
        created.path("createCampaign.campaign.minimumGift.amount")
                .entity(String.class)
                .isEqualTo("1.00");
        var id = created.path("createCampaign.campaign.id").entity(String.class).get();
        var slug = created.path("createCampaign.campaign.slug")
                .entity(String.class)
                .get();

        move(manager, "publishCampaign", id)
                .path("publishCampaign.userErrors[*].path[0]")
                .entityList(String.class)
                .containsExactly("refundPolicy", "story", "summary");

        api.person(manager)
                .document(UPDATE)
                .variable("id", id)
                .variable("version", 1)
                .variable(
                        "fields",
                        Map.of(
                                "summary", text("نرمّم مدرسة ابتدائية."),
                                "story", text("# المدرسة\n\nتحتاج إلى سقف."),
                                "refundPolicy", text("يُردّ التبرع خلال أسبوع."),
                                "areas", List.of("SY02"),
                                "sector", "EDUCATION",
                                "intentions", List.of("GENERAL", "ZAKAT"),
                                "religiousAuthority", text("لجنة الزكاة")))
                .execute()
                .path("updateCampaign.userErrors")
                .entityList(Object.class)
                .hasSize(0)
                .path("updateCampaign.campaign.version")
                .entity(Integer.class)
                .isEqualTo(2)
                .path("updateCampaign.campaign.areas[0].pcode")
                .entity(String.class)
                .isEqualTo("SY02");

        assertThat(found("حلب", slug)).isFalse();
        move(manager, "publishCampaign", id)
                .path("publishCampaign.campaign.status")
                .entity(String.class)
                .isEqualTo("ACTIVE")
                .path("publishCampaign.campaign.closedFor")
                .valueIsNull();
        assertThat(found("مدرسه", slug)).isTrue();

        move(manager, "pauseCampaign", id)
                .path("pauseCampaign.campaign.closedFor")
                .entity(String.class)
                .isEqualTo("PAUSED");
        assertThat(found("مدرسه", slug)).isFalse();
        move(manager, "pauseCampaign", id)
                .path("pauseCampaign.userErrors[0].code")
                .entity(String.class)
                .isEqualTo("WRONG_STATUS");
        move(manager, "publishCampaign", id)
                .path("publishCampaign.campaign.status")
                .entity(String.class)
                .isEqualTo("ACTIVE");
        api.person(manager)
                .document("""
                        mutation ($id: ID!) {
                          postCampaignUpdate(input: {campaignId: $id, title: {ar: "بدأ العمل"}, body: {ar: "رُفع السقف."}}) {
                            update { id title { text(locale: EN) } campaign { slug } } userErrors { code }
                          }
                        }
                        """)
                .variable("id", id)
                .execute()
                .path("postCampaignUpdate.update.title.text")
                .entity(String.class)
                .isEqualTo("بدأ العمل");
        move(manager, "closeCampaign", id)
                .path("closeCampaign.campaign.closedFor")
                .entity(String.class)
                .isEqualTo("CLOSED");
        move(manager, "publishCampaign", id)
                .path("publishCampaign.userErrors[0].code")
                .entity(String.class)
                .isEqualTo("WRONG_STATUS");
        api.guest()
                .document("""
                        query ($slug: String!) {
                          campaignBySlug(slug: $slug) {
                            organization { slug } raised { amount currency denominatedSince } progress donorCount story { text(locale: FA) }
                            updates { nodes { body { text(locale: AR) } } } viewerCanEdit initiative { id } image { id }
                            impacts { asOf } presets { amount } feePercent
                          }
                        }
                        """)
                .variable("slug", slug)
                .execute()
                .path("campaignBySlug.organization.slug")
                .entity(String.class)
                .isEqualTo(charity.slug())
                .path("campaignBySlug.raised.amount")
                .entity(String.class)
                .isEqualTo("0.00")
                .path("campaignBySlug.updates.nodes")
                .entityList(Object.class)
                .hasSize(1);
    }

    private boolean found(String query, String slug) {
        return api.guest()
                .document(
                        "query ($q: String!) { campaigns(filter: {query: $q}, orderBy: RELEVANCE, first: 100) { totalCount nodes { slug } } }")
                .variable("q", query)
                .execute()
                .path("campaigns.nodes[*].slug")
                .entityList(String.class)
                .get()
                .contains(slug);
    }
}
