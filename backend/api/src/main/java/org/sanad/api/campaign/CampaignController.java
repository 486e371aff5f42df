package org.sanad.api.campaign;

import graphql.schema.DataFetchingEnvironment;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.sanad.api.organization.Area;
import org.sanad.api.organization.Areas;
import org.sanad.api.organization.Jurisdiction;
import org.sanad.api.organization.Organization;
import org.sanad.api.organization.OrganizationLoaders;
import org.sanad.api.organization.OrganizationRole;
import org.sanad.api.organization.Sector;
import org.sanad.api.platform.files.Image;
import org.sanad.api.platform.graphql.Connection;
import org.sanad.api.platform.graphql.GlobalId;
import org.sanad.api.platform.graphql.Page;
import org.sanad.api.platform.graphql.Selections;
import org.sanad.api.platform.graphql.Under;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Mono;

/** The schema's door for whoever reads campaigns. */
@Controller
class CampaignController {

    /** An initiative that cannot be: an id that is none finds nothing, and is no error. */
    private static final UUID NOWHERE = new UUID(0, 0);

    static final Set<String> DETAILS = Selections.of(Campaign.Details.class, "initiative", "areas");

    private final Campaigns campaigns;
    private final Areas areas;
    private final Clock clock;

    CampaignController(Campaigns campaigns, Areas areas, Clock clock) {
        this.campaigns = campaigns;
        this.areas = areas;
        this.clock = clock;
    }

    @QueryMapping
    Mono<Connection<Campaign>> campaigns(
            @Argument @Nullable FilterInput filter,
            @Argument @Nullable CampaignOrder orderBy,
            @Argument @Nullable Integer first,
            @Argument @Nullable String after,
            @Argument @Nullable Integer last,
            @Argument @Nullable String before,
            DataFetchingEnvironment environment) {
        return campaigns.list(
                filter == null ? CampaignFilter.NONE : filter.filter(),
                orderBy == null ? CampaignOrder.NEWEST : orderBy,
                Page.of(first, after, last, before),
                Selections.mention(environment, DETAILS));
    }

    @QueryMapping
    Mono<Campaign> campaignBySlug(@Argument String slug) {
        return campaigns.bySlug(slug);
    }

    @QueryMapping
    Mono<Connection<Initiative>> nationalInitiatives(
            @Argument @Nullable Integer first, @Argument @Nullable String after) {
        return campaigns.initiatives(Page.of(first, after));
    }

    @SchemaMapping(typeName = "Organization", field = "campaigns")
    CompletableFuture<Connection<Campaign>> ofOrganization(
            Organization organization,
            @Argument @Nullable OrganizationFilterInput filter,
            @Argument @Nullable Integer first,
            @Argument @Nullable String after,
            @Argument @Nullable Integer last,
            @Argument @Nullable String before,
            DataFetchingEnvironment environment) {
        var asked = new CampaignLoaders.OfOrganization(
                filter == null ? null : filter.statuses(),
                Page.of(first, after, last, before),
                Selections.mention(environment, DETAILS));
        return CampaignLoaders.ofOrganization(environment, new Under<>(organization.id(), asked));
    }

    @SchemaMapping
    CompletableFuture<Organization> organization(Campaign campaign, DataFetchingEnvironment environment) {
        return OrganizationLoaders.organization(environment, campaign.organizationId());
    }

    @SchemaMapping
    @Nullable
    CompletableFuture<Initiative> initiative(Campaign campaign, DataFetchingEnvironment environment) {
        return campaign.initiativeId() == null
                ? null
                : CampaignLoaders.initiative(environment, campaign.initiativeId());
    }

    @SchemaMapping(typeName = "Campaign", field = "areas")
    List<Area> areasOf(Campaign campaign) {
        return areas.find(campaign.areaCodes());
    }

    @SchemaMapping
    @Nullable
    CompletableFuture<Image> image(Campaign campaign, DataFetchingEnvironment environment) {
        return campaign.imageId() == null ? null : OrganizationLoaders.image(environment, campaign.imageId());
    }

    @SchemaMapping
    @Nullable
    CampaignClosedReason closedFor(Campaign campaign) {
        return campaign.closedFor(clock.instant()).orElse(null);
    }

    @SchemaMapping
    CompletableFuture<Boolean> viewerCanEdit(Campaign campaign, DataFetchingEnvironment environment) {
        return OrganizationLoaders.roles(environment, campaign.organizationId())
                .thenApply(roles ->
                        roles.contains(OrganizationRole.ADMIN) || roles.contains(OrganizationRole.CAMPAIGN_MANAGER));
    }

    @SchemaMapping
    CompletableFuture<Connection<CampaignUpdate>> updates(
            Campaign campaign,
            @Argument @Nullable Integer first,
            @Argument @Nullable String after,
            DataFetchingEnvironment environment) {
        return CampaignLoaders.updates(environment, new Under<>(campaign.id(), Page.of(first, after)));
    }

    @SchemaMapping(typeName = "CampaignUpdate", field = "campaign")
    CompletableFuture<Campaign> campaignOf(CampaignUpdate update, DataFetchingEnvironment environment) {
        return CampaignLoaders.campaign(environment, update.campaignId());
    }

    @SchemaMapping(typeName = "CampaignUpdate", field = "image")
    @Nullable
    CompletableFuture<Image> imageOf(CampaignUpdate update, DataFetchingEnvironment environment) {
        return update.imageId() == null ? null : OrganizationLoaders.image(environment, update.imageId());
    }

    @SchemaMapping
    CompletableFuture<Organization> lead(Initiative initiative, DataFetchingEnvironment environment) {
        return OrganizationLoaders.organization(environment, initiative.leadId());
    }

    record OrganizationFilterInput(@Nullable List<CampaignStatus> statuses) {}

    record FilterInput(
            @Nullable String query,
            @Nullable List<String> areas,
            @Nullable List<Sector> sectors,
            @Nullable List<CampaignStatus> statuses,
            @Nullable List<Intention> intentions,
            @Nullable List<Jurisdiction> jurisdictions,
            @Nullable List<CampaignPurpose> purposes,
            @Nullable List<Integer> sdgs,
            @Nullable String initiativeId) {

        CampaignFilter filter() {
            return new CampaignFilter(
                    query,
                    areas,
                    sectors,
                    statuses,
                    intentions,
                    jurisdictions,
                    purposes,
                    sdgs,
                    initiativeId == null
                            ? null
                            : GlobalId.decode('N', initiativeId).orElse(NOWHERE));
        }
    }
}
