package org.sanad.api.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.sanad.api.organization.Identifier;
import org.sanad.api.organization.Jurisdiction;
import org.sanad.api.platform.files.Images;
import org.sanad.api.platform.graphql.GlobalId;
import org.sanad.api.platform.text.Locale;
import org.sanad.api.platform.text.LocalizedText;
import org.sanad.api.support.Api;
import org.sanad.api.support.Charities;
import org.sanad.api.support.SanadTest;

/** What the system enters: campaigns in bulk, initiatives, updates, pictures. */
@SanadTest
class CampaignRegisterTest {

    private final Api api;
    private final Charities charities;
    private final Campaigns campaigns;
    private final Images images;

    CampaignRegisterTest(Api api, Charities charities, Campaigns campaigns, Images images) {
        this.api = api;
        this.charities = charities;
        this.campaigns = campaigns;
        this.images = images;
    }

    private static LocalizedText arabic(String text) {
        return LocalizedText.of(Locale.AR, text);
    }

    @Test
    void entersAThousandAtOnceAndKnowsThemAgain() {
        var charity = charities.charity("ألف حملة");
        var run = UUID.randomUUID();
        var commands = new ArrayList<RecordCampaign>();
        for (int n = 0; n < 1_000; n++) {
            commands.add(sourced(
                    CampaignWorld.campaign(charity.id(), "thousand-" + run, "حملة " + n),
                    new Identifier("TEST", run + "-" + n)));
        }
        var first = Objects.requireNonNull(campaigns.record(commands).block(Duration.ofSeconds(30)));
        assertThat(first).allMatch(each -> each.verdict() == Recorded.Verdict.CREATED);
        assertThat(first.stream().map(Recorded::slug)).doesNotHaveDuplicates();
        var again = Objects.requireNonNull(campaigns.record(commands).block(Duration.ofSeconds(30)));
        assertThat(again).allMatch(each -> each.verdict() == Recorded.Verdict.UNCHANGED);
        assertThat(again.stream().map(Recorded::id))
                .containsExactlyElementsOf(first.stream().map(Recorded::id).toList());
    }

    private static RecordCampaign sourced(RecordCampaign c, Identifier source) {
        return new RecordCampaign(
                c.slug(),
                c.organizationId(),
                c.status(),
                c.purpose(),
                c.initiativeId(),
                c.title(),
                c.summary(),
                c.story(),
                c.sector(),
                c.sdgs(),
                c.areas(),
                c.goal(),
                c.stopsAtGoal(),
                c.startsOn(),
                c.endsOn(),
                c.imageId(),
                c.intentions(),
                c.religiousAuthority(),
                c.minimumGift(),
                c.maximumGift(),
                c.impacts(),
                c.presets(),
                c.feePercent(),
                c.refundPolicy(),
                c.publishedAt(),
                c.createdAt(),
                c.isDemo(),
                source);
    }

    @Test
    void showsAnInitiativeWithItsCampaignsUpdatesAndPicture() {
        var ministry = charities.charity("وزارة الشؤون");
        var slug = "initiative-" + UUID.randomUUID();
        var command = new RecordInitiative(
                slug, Jurisdiction.SY, arabic("مبادرة الشتاء"), arabic("دفء"), ministry.id(), false);
        var initiative = Objects.requireNonNull(
                        campaigns.recordInitiatives(List.of(command)).block())
                .getFirst();
        assertThat(campaigns.recordInitiatives(List.of(command)).block()).containsExactly(initiative);
        var image = Objects.requireNonNull(images.record(
                        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1200\" height=\"800\"/>",
                        arabic("بطانيات"),
                        1200,
                        800,
                        "#336699")
                .block());
        var c = CampaignWorld.campaign(ministry.id(), "winter-" + UUID.randomUUID(), "بطانيات");
        var recorded = Objects.requireNonNull(campaigns
                        .record(List.of(new RecordCampaign(
                                c.slug(),
                                c.organizationId(),
                                c.status(),
                                CampaignPurpose.NATIONAL_INITIATIVE,
                                initiative,
                                c.title(),
                                c.summary(),
                                c.story(),
                                c.sector(),
                                c.sdgs(),
                                c.areas(),
                                c.goal(),
                                c.stopsAtGoal(),
                                c.startsOn(),
                                c.endsOn(),
                                image.id(),
                                c.intentions(),
                                c.religiousAuthority(),
                                c.minimumGift(),
                                c.maximumGift(),
                                List.of(new Impact(c.goal(), arabic("بطانية"), c.startsOn())),
                                c.presets(),
                                c.feePercent(),
                                c.refundPolicy(),
                                c.publishedAt(),
                                c.createdAt(),
                                c.isDemo(),
                                null)))
                        .block())
                .getFirst();
        var update =
                new RecordUpdate(recorded.id(), arabic("وصلت"), arabic("وصلت البطانيات"), image.id(), Instant.now());
        assertThat(campaigns.recordUpdates(List.of(update)).block()).isEqualTo(1);
        assertThat(campaigns.recordUpdates(List.of(update)).block()).isZero();

        var found = api.guest()
                .document("""
                        query ($initiative: ID!) {
                          campaigns(filter: {initiativeId: $initiative, purposes: [NATIONAL_INITIATIVE]}) {
                            nodes {
                              slug initiative { slug name { text(locale: FA) } lead { slug } } image { alt { text(locale: AR) } url }
                              impacts { amount { amount } label { text(locale: AR) } } updates { nodes { image { width } } }
                            }
                          }
                          nationalInitiatives(first: 100) { nodes { id slug } }
                        }
                        """)
                .variable("initiative", GlobalId.encode('N', initiative))
                .execute();
        found.path("campaigns.nodes[*].slug").entityList(String.class).containsExactly(recorded.slug());
        found.path("campaigns.nodes[0].initiative.lead.slug")
                .entity(String.class)
                .isEqualTo(ministry.slug());
        found.path("campaigns.nodes[0].image.alt.text").entity(String.class).isEqualTo("بطانيات");
        found.path("campaigns.nodes[0].updates.nodes[0].image.width")
                .entity(Integer.class)
                .isEqualTo(1200);
        found.path("nationalInitiatives.nodes[*].slug")
                .entityList(String.class)
                .satisfies(slugs -> assertThat(slugs).contains(slug));
    }
}
