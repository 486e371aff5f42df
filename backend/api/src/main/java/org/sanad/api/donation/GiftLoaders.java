package org.sanad.api.donation;

import graphql.schema.DataFetchingEnvironment;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.dataloader.DataLoader;
import org.sanad.api.platform.graphql.Connection;
import org.sanad.api.platform.graphql.Page;
import org.sanad.api.platform.graphql.Under;
import org.springframework.graphql.execution.BatchLoaderRegistry;
import org.springframework.stereotype.Component;

/** The loaders that gather what one answer needs of gifts into one statement each. */
@Component
final class GiftLoaders {

    private static final String GIFT = "donation.gift";
    private static final String RECEIPT = "donation.receipt";
    private static final String PUBLIC = "donation.public";
    private static final String OF_ORGANIZATION = "donation.ofOrganization";
    private static final String GIVEN_TO = "donation.givenTo";
    private static final String FINANCES = "donation.finances";
    private static final String FUNDS = "donation.funds";

    GiftLoaders(BatchLoaderRegistry registry, Gifts gifts, Receipts receipts, Funds funds) {
        registry.<UUID, Donation>forName(GIFT).registerMappedBatchLoader((ids, environment) -> gifts.byIds(ids));
        registry.<UUID, Receipt>forName(RECEIPT).registerMappedBatchLoader((ids, environment) -> receipts.byIds(ids));
        registry.<Under<Page>, Connection<PublicDonation>>forName(PUBLIC)
                .registerMappedBatchLoader((keys, environment) -> Under.each(keys, gifts::ofCampaigns));
        registry.<Under<Gifts.Listing>, Connection<Donation>>forName(OF_ORGANIZATION)
                .registerMappedBatchLoader((keys, environment) -> Under.each(
                        keys, (parents, list) -> gifts.ofOrganizations(parents, list.filter(), list.page())));
        registry.<Under<Gifts.Listing>, Connection<Donation>>forName(GIVEN_TO)
                .registerMappedBatchLoader((keys, environment) ->
                        Under.each(keys, (parents, list) -> gifts.givenTo(parents, list.filter(), list.page())));
        registry.<UUID, List<Gifts.OrganizationFinance>>forName(FINANCES)
                .registerMappedBatchLoader((ids, environment) -> gifts.finances(ids));
        registry.<UUID, List<Fund>>forName(FUNDS)
                .registerMappedBatchLoader((ids, environment) -> funds.ofOrganizations(ids));
    }

    static CompletableFuture<Donation> gift(DataFetchingEnvironment environment, UUID id) {
        return GiftLoaders.<UUID, Donation>loader(environment, GIFT).load(id);
    }

    static CompletableFuture<Receipt> receipt(DataFetchingEnvironment environment, UUID id) {
        return GiftLoaders.<UUID, Receipt>loader(environment, RECEIPT).load(id);
    }

    static CompletableFuture<Connection<PublicDonation>> shown(
            DataFetchingEnvironment environment, UUID campaign, Page page) {
        return GiftLoaders.<Under<Page>, Connection<PublicDonation>>loader(environment, PUBLIC)
                .load(new Under<>(campaign, page));
    }

    static CompletableFuture<Connection<Donation>> ofOrganization(
            DataFetchingEnvironment environment, UUID organization, Gifts.Listing list) {
        return GiftLoaders.<Under<Gifts.Listing>, Connection<Donation>>loader(environment, OF_ORGANIZATION)
                .load(new Under<>(organization, list));
    }

    static CompletableFuture<Connection<Donation>> givenTo(
            DataFetchingEnvironment environment, UUID campaign, Gifts.Listing list) {
        return GiftLoaders.<Under<Gifts.Listing>, Connection<Donation>>loader(environment, GIVEN_TO)
                .load(new Under<>(campaign, list));
    }

    static CompletableFuture<List<Gifts.OrganizationFinance>> finances(
            DataFetchingEnvironment environment, UUID organization) {
        return GiftLoaders.<UUID, List<Gifts.OrganizationFinance>>loader(environment, FINANCES)
                .load(organization);
    }

    static CompletableFuture<List<Fund>> funds(DataFetchingEnvironment environment, UUID organization) {
        return GiftLoaders.<UUID, List<Fund>>loader(environment, FUNDS).load(organization);
    }

    private static <K, V> DataLoader<K, V> loader(DataFetchingEnvironment environment, String name) {
        return Objects.requireNonNull(environment.<K, V>getDataLoader(name), name);
    }
}
