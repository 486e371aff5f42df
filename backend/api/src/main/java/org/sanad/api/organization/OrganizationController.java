package org.sanad.api.organization;

import graphql.schema.DataFetchingEnvironment;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sanad.api.platform.files.Image;
import org.sanad.api.platform.graphql.Connection;
import org.sanad.api.platform.graphql.GlobalId;
import org.sanad.api.platform.graphql.Page;
import org.sanad.api.platform.graphql.Selections;
import org.sanad.api.platform.graphql.Under;
import org.sanad.api.platform.text.Locale;
import org.sanad.api.platform.text.LocalizedTextInput;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.BatchMapping;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Mono;

/** The schema's door to organizations, areas and verification. */
@Controller
class OrganizationController {

    private final Organizations organizations;
    private final Areas areas;

    OrganizationController(Organizations organizations, Areas areas) {
        this.organizations = organizations;
        this.areas = areas;
    }

    @QueryMapping
    Mono<Connection<Organization>> organizations(
            @Argument @Nullable OrganizationFilter filter,
            @Argument @Nullable OrganizationOrder orderBy,
            @Argument @Nullable Locale locale,
            @Argument @Nullable Integer first,
            @Argument @Nullable String after,
            @Argument @Nullable Integer last,
            @Argument @Nullable String before,
            DataFetchingEnvironment environment) {
        return organizations.directory(
                filter == null ? OrganizationFilter.NONE : filter,
                orderBy == null ? OrganizationOrder.NAME : orderBy,
                locale == null ? Locale.AR : locale,
                Page.of(first, after, last, before),
                Selections.mention(environment, OrganizationLoaders.DETAILS));
    }

    @QueryMapping
    Mono<Organization> organizationBySlug(@Argument String slug) {
        return organizations.bySlug(slug);
    }

    @QueryMapping
    List<Area> areas(@Argument Jurisdiction jurisdiction) {
        return areas.of(jurisdiction);
    }

    @SchemaMapping(typeName = "Area")
    String name(Area area, @Argument Locale locale) {
        return area.name(locale);
    }

    @SchemaMapping(typeName = "Organization", field = "areas")
    List<Area> areasOf(Organization organization) {
        return areas.find(organization.areaCodes());
    }

    @BatchMapping(typeName = "Organization")
    Mono<Map<Organization, Collection<Identifier>>> identifiers(List<Organization> bodies) {
        return organizations
                .identifiers(bodies.stream().map(Organization::id).toList())
                .map(found -> bodies.stream()
                        .collect(Collectors.toMap(
                                body -> body, body -> found.getOrDefault(body.id(), List.of()), (a, b) -> a)));
    }

    @SchemaMapping(typeName = "Organization")
    CompletableFuture<Connection<OrganizationChange>> history(
            Organization organization,
            @Argument @Nullable Integer first,
            @Argument @Nullable String after,
            DataFetchingEnvironment environment) {
        return OrganizationLoaders.history(environment, new Under<>(organization.id(), Page.of(first, after)));
    }

    @SchemaMapping(typeName = "Organization")
    @Nullable
    CompletableFuture<Image> image(Organization organization, DataFetchingEnvironment environment) {
        return organization.imageId() == null ? null : OrganizationLoaders.image(environment, organization.imageId());
    }

    @SchemaMapping(typeName = "Verification")
    @Nullable
    CompletableFuture<Organization> by(Verification verification, DataFetchingEnvironment environment) {
        return verification.decidedBy() == null
                ? null
                : OrganizationLoaders.organization(environment, verification.decidedBy());
    }

    @SchemaMapping(typeName = "Organization")
    CompletableFuture<Boolean> viewerCanAdminister(Organization organization, DataFetchingEnvironment environment) {
        return viewerHas(organization, environment, OrganizationRole.ADMIN);
    }

    @SchemaMapping(typeName = "Organization")
    CompletableFuture<Boolean> viewerCanManageCampaigns(
            Organization organization, DataFetchingEnvironment environment) {
        return viewerHas(organization, environment, OrganizationRole.ADMIN, OrganizationRole.CAMPAIGN_MANAGER);
    }

    @SchemaMapping(typeName = "Organization")
    CompletableFuture<Boolean> viewerCanManageFinance(Organization organization, DataFetchingEnvironment environment) {
        return viewerHas(organization, environment, OrganizationRole.ADMIN, OrganizationRole.FINANCE);
    }

    @SchemaMapping(typeName = "Organization")
    CompletableFuture<Boolean> viewerCanReadGifts(Organization organization, DataFetchingEnvironment environment) {
        return viewerCanManageFinance(organization, environment)
                .thenCombine(
                        oversees(organization, environment, PlatformRole.SUPERVISOR),
                        (manages, oversees) -> manages || oversees);
    }

    @SchemaMapping(typeName = "Organization")
    CompletableFuture<Boolean> viewerCanVerify(Organization organization, DataFetchingEnvironment environment) {
        return oversees(organization, environment, PlatformRole.REGISTRAR);
    }

    @BatchMapping(typeName = "Organization")
    Mono<Map<Organization, List<Verification>>> decisions(List<Organization> bodies) {
        return organizations
                .decisions(bodies.stream().map(Organization::id).collect(Collectors.toSet()))
                .map(found -> bodies.stream()
                        .filter(body -> found.containsKey(body.id()))
                        .collect(Collectors.toMap(body -> body, body -> found.get(body.id()), (a, b) -> a)));
    }

    private static CompletableFuture<Boolean> oversees(
            Organization organization, DataFetchingEnvironment environment, PlatformRole role) {
        return OrganizationLoaders.oversight(environment, role)
                .thenApply(held -> held.stream().anyMatch(each -> each.covers(organization.jurisdiction())));
    }

    private static CompletableFuture<Boolean> viewerHas(
            Organization organization, DataFetchingEnvironment environment, OrganizationRole... any) {
        return OrganizationLoaders.roles(environment, organization.id())
                .thenApply(roles -> List.of(any).stream().anyMatch(roles::contains));
    }

    @MutationMapping
    Mono<OrganizationPayload> updateOrganization(@Argument UpdateOrganizationInput input) {
        return GlobalId.decode('O', input.organizationId())
                .map(id -> organizations.update(input.command(id)))
                .orElseGet(OrganizationController::unknown)
                .map(OrganizationPayload::of);
    }

    @MutationMapping
    Mono<OrganizationPayload> verifyOrganization(@Argument VerifyOrganizationInput input) {
        return GlobalId.decode('O', input.organizationId())
                .map(id -> organizations.verify(new VerifyOrganization(id, input.state(), input.note())))
                .orElseGet(OrganizationController::unknown)
                .map(OrganizationPayload::of);
    }

    private static Mono<Outcome<Organization>> unknown() {
        return Mono.just(Outcome.refused(OrganizationFault.Code.NOT_FOUND, "No such organization."));
    }

    record UpdateOrganizationInput(
            String organizationId,
            @Nullable LocalizedTextInput name,
            @Nullable LocalizedTextInput about,
            @Nullable List<Sector> sectors,
            @Nullable List<String> areas,
            @Nullable List<ContactInput> contacts) {

        UpdateOrganization command(UUID id) {
            return new UpdateOrganization(
                    id,
                    name,
                    about,
                    sectors,
                    areas,
                    contacts == null
                            ? null
                            : contacts.stream()
                                    .map(contact -> new Contact(
                                            contact.kind(), contact.value().strip(), null))
                                    .toList());
        }
    }

    record ContactInput(Contact.Kind kind, String value) {}

    record VerifyOrganizationInput(
            String organizationId,
            VerificationState state,
            @Nullable LocalizedTextInput note) {}

    record OrganizationPayload(@Nullable Organization organization, List<OrganizationFault> userErrors) {

        static OrganizationPayload of(Outcome<Organization> outcome) {
            return switch (outcome) {
                case Outcome.Done<Organization>(var organization) -> new OrganizationPayload(organization, List.of());
                case Outcome.Refused<Organization>(var faults) -> new OrganizationPayload(null, faults);
            };
        }
    }
}
