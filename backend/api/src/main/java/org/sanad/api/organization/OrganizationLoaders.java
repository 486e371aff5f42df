package org.sanad.api.organization;

import graphql.schema.DataFetchingEnvironment;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.dataloader.DataLoader;
import org.sanad.api.platform.files.Image;
import org.sanad.api.platform.files.Images;
import org.sanad.api.platform.graphql.Connection;
import org.sanad.api.platform.graphql.Page;
import org.sanad.api.platform.graphql.Selections;
import org.sanad.api.platform.graphql.Under;
import org.springframework.graphql.execution.BatchLoaderRegistry;
import org.springframework.stereotype.Component;

/** The loaders that gather what one answer needs of organizations, whoever asks, into one statement each. */
@Component
public final class OrganizationLoaders {

    private static final String ORGANIZATION = "organization";
    private static final String CARD = "organization.card";
    private static final String ROLES = "organization.roles";
    private static final String OVERSIGHT = "organization.oversight";
    private static final String HISTORY = "organization.history";
    private static final String MEMBERS = "organization.members";
    private static final String IMAGE = "organization.image";

    static final Set<String> DETAILS = Selections.of(Organization.Details.class, "areas");

    OrganizationLoaders(BatchLoaderRegistry registry, Organizations organizations, Members members, Images images) {
        registry.<UUID, Image>forName(IMAGE).registerMappedBatchLoader((ids, environment) -> images.load(ids));
        registry.<UUID, Organization>forName(ORGANIZATION)
                .registerMappedBatchLoader((ids, environment) -> organizations.byIds(ids));
        registry.<UUID, Organization>forName(CARD)
                .registerMappedBatchLoader((ids, environment) -> organizations.cards(ids));
        registry.<UUID, Set<OrganizationRole>>forName(ROLES)
                .registerMappedBatchLoader((ids, environment) -> members.rolesIn(ids)
                        .map(found -> {
                            var all = new HashMap<UUID, Set<OrganizationRole>>();
                            ids.forEach(id -> all.put(id, found.getOrDefault(id, Set.of())));
                            return all;
                        }));
        registry.<PlatformRole, List<Oversight>>forName(OVERSIGHT)
                .registerMappedBatchLoader((roles, environment) -> members.actingOversight()
                        .map(held -> roles.stream()
                                .collect(Collectors.toMap(
                                        role -> role,
                                        role -> held.stream()
                                                .filter(each -> each.role() == role)
                                                .toList()))));
        registry.<Under<Page>, Connection<OrganizationChange>>forName(HISTORY)
                .registerMappedBatchLoader((keys, environment) ->
                        Under.each(keys, (parents, page) -> organizations.history(parents, page)));
        registry.<Under<Page>, Connection<Membership>>forName(MEMBERS)
                .registerMappedBatchLoader(
                        (keys, environment) -> Under.each(keys, (parents, page) -> members.of(parents, page)));
    }

    /** Loads an organization, its card alone where nothing more is selected; null where there is none. */
    public static CompletableFuture<Organization> organization(DataFetchingEnvironment environment, UUID id) {
        return OrganizationLoaders.<UUID, Organization>loader(
                        environment, Selections.mention(environment, DETAILS) ? ORGANIZATION : CARD)
                .load(id);
    }

    /** Loads the viewer's roles in an organization; none for whoever is no member. */
    public static CompletableFuture<Set<OrganizationRole>> roles(
            DataFetchingEnvironment environment, UUID organization) {
        return OrganizationLoaders.<UUID, Set<OrganizationRole>>loader(environment, ROLES)
                .load(organization);
    }

    /** Loads where the viewer holds a role across the platform; nowhere for whoever doesn't. */
    static CompletableFuture<List<Oversight>> oversight(DataFetchingEnvironment environment, PlatformRole role) {
        return OrganizationLoaders.<PlatformRole, List<Oversight>>loader(environment, OVERSIGHT)
                .load(role);
    }

    /** Loads a picture; null where the viewer may not see it, or not yet. */
    public static CompletableFuture<Image> image(DataFetchingEnvironment environment, UUID id) {
        return OrganizationLoaders.<UUID, Image>loader(environment, IMAGE).load(id);
    }

    static CompletableFuture<Connection<OrganizationChange>> history(
            DataFetchingEnvironment environment, Under<Page> page) {
        return OrganizationLoaders.<Under<Page>, Connection<OrganizationChange>>loader(environment, HISTORY)
                .load(page);
    }

    static CompletableFuture<Connection<Membership>> members(DataFetchingEnvironment environment, Under<Page> page) {
        return OrganizationLoaders.<Under<Page>, Connection<Membership>>loader(environment, MEMBERS)
                .load(page);
    }

    private static <K, V> DataLoader<K, V> loader(DataFetchingEnvironment environment, String name) {
        return Objects.requireNonNull(environment.<K, V>getDataLoader(name), name);
    }
}
