package org.sanad.api.organization;

import graphql.schema.DataFetchingEnvironment;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.sanad.api.platform.graphql.Connection;
import org.sanad.api.platform.graphql.GlobalId;
import org.sanad.api.platform.graphql.Page;
import org.sanad.api.platform.graphql.Under;
import org.sanad.api.platform.text.Locale;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Mono;

/** The schema's door to the viewer, members and invitations. */
@Controller
class MembershipController {

    private final Members members;
    private final Viewers viewers;

    MembershipController(Members members, Viewers viewers) {
        this.members = members;
        this.viewers = viewers;
    }

    @QueryMapping
    Mono<Viewer> viewer() {
        return viewers.present();
    }

    @SchemaMapping(typeName = "Viewer")
    Mono<List<Membership>> memberships(Viewer viewer) {
        return members.mine();
    }

    @SchemaMapping(typeName = "Viewer")
    Mono<List<PlatformRole>> platformRoles(Viewer viewer) {
        return members.oversight()
                .map(held -> held.stream().map(Oversight::role).distinct().toList());
    }

    @SchemaMapping(typeName = "Viewer")
    Mono<List<Oversight>> oversight(Viewer viewer) {
        return members.oversight();
    }

    @SchemaMapping(typeName = "Viewer")
    Mono<Boolean> needsSecondFactor(Viewer viewer) {
        return members.needSecondFactor();
    }

    @SchemaMapping(typeName = "Organization", field = "members")
    CompletableFuture<Connection<Membership>> membersOf(
            Organization organization,
            @Argument @Nullable Integer first,
            @Argument @Nullable String after,
            DataFetchingEnvironment environment) {
        return OrganizationLoaders.members(environment, new Under<>(organization.id(), Page.of(first, after)));
    }

    @SchemaMapping(typeName = "Membership")
    CompletableFuture<Organization> organization(Membership membership, DataFetchingEnvironment environment) {
        return OrganizationLoaders.organization(environment, membership.organizationId());
    }

    @MutationMapping
    Mono<UpdatePreferencesPayload> updatePreferences(@Argument UpdatePreferencesInput input) {
        return viewers.prefer(input.locale(), input.calendar(), input.digits())
                .map(viewer -> new UpdatePreferencesPayload(viewer, List.of()))
                .defaultIfEmpty(new UpdatePreferencesPayload(
                        null,
                        List.of(new UpdatePreferencesUserError(
                                UpdatePreferencesErrorCode.SIGN_IN_REQUIRED, List.of(), "Sign in first."))));
    }

    @MutationMapping
    Mono<MembershipPayload> inviteMember(@Argument InviteMemberInput input) {
        return GlobalId.decode('O', input.organizationId())
                .map(id -> members.invite(id, input.email(), input.roles()))
                .orElseGet(() -> Mono.just(Outcome.refused(OrganizationFault.Code.NOT_FOUND, "No such organization.")))
                .map(MembershipPayload::of);
    }

    @MutationMapping
    Mono<MembershipPayload> addProgram(@Argument AddProgramInput input) {
        return GlobalId.decode('O', input.organizationId())
                .map(id -> members.addProgram(
                        id, new AddProgram(input.clientId(), input.issuer(), input.name(), input.roles())))
                .orElseGet(() -> Mono.just(Outcome.refused(OrganizationFault.Code.NOT_FOUND, "No such organization.")))
                .map(MembershipPayload::of);
    }

    @SchemaMapping(typeName = "Membership", field = "clientId")
    @Nullable
    String clientIdOf(Membership membership) {
        return membership.program();
    }

    @MutationMapping
    Mono<MembershipPayload> acceptInvitation(@Argument AcceptInvitationInput input) {
        return members.accept(input.code()).map(MembershipPayload::of);
    }

    @MutationMapping
    Mono<MembershipPayload> setMemberRoles(@Argument SetMemberRolesInput input) {
        return GlobalId.decode('M', input.membershipId())
                .map(id -> members.setRoles(id, input.roles()))
                .orElseGet(() -> Mono.just(Outcome.refused(OrganizationFault.Code.NOT_FOUND, "No such membership.")))
                .map(MembershipPayload::of);
    }

    record UpdatePreferencesInput(
            @Nullable Locale locale, Viewer.@Nullable Calendar calendar, Viewer.@Nullable Digits digits) {}

    record UpdatePreferencesPayload(@Nullable Viewer viewer, List<UpdatePreferencesUserError> userErrors) {}

    record UpdatePreferencesUserError(UpdatePreferencesErrorCode code, List<String> path, String message) {}

    enum UpdatePreferencesErrorCode {
        SIGN_IN_REQUIRED
    }

    record InviteMemberInput(String organizationId, String email, List<OrganizationRole> roles) {}

    record AddProgramInput(
            String organizationId,
            String clientId,
            @Nullable URI issuer,
            @Nullable String name,
            List<OrganizationRole> roles) {}

    record AcceptInvitationInput(String code) {}

    record SetMemberRolesInput(String membershipId, List<OrganizationRole> roles) {}

    record MembershipPayload(@Nullable Membership membership, List<OrganizationFault> userErrors) {

        static MembershipPayload of(Outcome<Membership> outcome) {
            return switch (outcome) {
                case Outcome.Done<Membership>(var membership) -> new MembershipPayload(membership, List.of());
                case Outcome.Refused<Membership>(var faults) -> new MembershipPayload(null, faults);
            };
        }
    }
}
