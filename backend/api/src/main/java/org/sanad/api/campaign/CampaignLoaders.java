package org.sanad.api.campaign;

import graphql.schema.DataFetchingEnvironment;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.dataloader.DataLoader;
import org.jspecify.annotations.Nullable;
import org.sanad.api.platform.graphql.Connection;
import org.sanad.api.platform.graphql.Page;
import org.sanad.api.platform.graphql.Under;
import org.springframework.graphql.execution.BatchLoaderRegistry;
import org.springframework.stereotype.Component;

/** The loaders that gather what one answer needs of campaigns, whoever asks, into one statement each. */
@Component
public final class CampaignLoaders {

    private static final String CAMPAIGN = "campaign";
    private static final String INITIATIVE = "initiative";
    private static final String OF_ORGANIZATION = "organization.campaigns";
    private static final String UPDATES = "campaign.updates";

    /** Which campaigns of an organization are asked for. */
    record OfOrganization(@Nullable List<CampaignStatus> statuses, Page page, boolean whole) {}

    CampaignLoaders(BatchLoaderRegistry registry, Campaigns campaigns) {
        registry.<UUID, Campaign>forName(CAMPAIGN)
                .registerMappedBatchLoader((ids, environment) -> campaigns.byIds(ids));
        registry.<UUID, Initiative>forName(INITIATIVE)
                .registerMappedBatchLoader((ids, environment) -> campaigns.initiatives(ids));
        registry.<Under<OfOrganization>, Connection<Campaign>>forName(OF_ORGANIZATION)
                .registerMappedBatchLoader((keys, environment) -> Under.each(
                        keys,
                        (parents, asked) -> campaigns.of(parents, asked.statuses(), asked.page(), asked.whole())));
        registry.<Under<Page>, Connection<CampaignUpdate>>forName(UPDATES)
                .registerMappedBatchLoader(
                        (keys, environment) -> Under.each(keys, (parents, page) -> campaigns.updatesOf(parents, page)));
    }

    /** Loads a campaign; null where there is none, or it is another's draft. */
    public static CompletableFuture<Campaign> campaign(DataFetchingEnvironment environment, UUID id) {
        return CampaignLoaders.<UUID, Campaign>loader(environment, CAMPAIGN).load(id);
    }

    static CompletableFuture<Initiative> initiative(DataFetchingEnvironment environment, UUID id) {
        return CampaignLoaders.<UUID, Initiative>loader(environment, INITIATIVE).load(id);
    }

    static CompletableFuture<Connection<Campaign>> ofOrganization(
            DataFetchingEnvironment environment, Under<OfOrganization> asked) {
        return CampaignLoaders.<Under<OfOrganization>, Connection<Campaign>>loader(environment, OF_ORGANIZATION)
                .load(asked);
    }

    static CompletableFuture<Connection<CampaignUpdate>> updates(
            DataFetchingEnvironment environment, Under<Page> asked) {
        return CampaignLoaders.<Under<Page>, Connection<CampaignUpdate>>loader(environment, UPDATES)
                .load(asked);
    }

    private static <K, V> DataLoader<K, V> loader(DataFetchingEnvironment environment, String name) {
        return Objects.requireNonNull(environment.<K, V>getDataLoader(name), name);
    }
}
