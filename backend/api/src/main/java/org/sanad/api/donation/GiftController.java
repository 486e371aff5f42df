package org.sanad.api.donation;

import graphql.schema.DataFetchingEnvironment;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.sanad.api.campaign.Campaign;
import org.sanad.api.organization.Organization;
import org.sanad.api.organization.Viewer;
import org.sanad.api.platform.graphql.Connection;
import org.sanad.api.platform.graphql.GlobalId;
import org.sanad.api.platform.graphql.Page;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Mono;

/** The schema's door to lists of gifts, to totals, and to what finance offices and moderators do with gifts. */
@Controller
class GiftController {

    private final Gifts gifts;
    private final CashGifts cash;
    private final Refunds refunds;
    private final Dedications dedications;

    GiftController(Gifts gifts, CashGifts cash, Refunds refunds, Dedications dedications) {
        this.gifts = gifts;
        this.cash = cash;
        this.refunds = refunds;
        this.dedications = dedications;
    }

    @QueryMapping
    Mono<List<Gifts.CurrencyTotal>> totals() {
        return gifts.totals();
    }

    @QueryMapping
    Mono<Connection<Donation>> dedicationsAwaitingModeration(
            @Argument @Nullable Integer first, @Argument @Nullable String after) {
        return gifts.awaitingModeration(Page.of(first, after));
    }

    @SchemaMapping(typeName = "Viewer", field = "donations")
    Mono<Connection<Donation>> mine(
            Viewer viewer,
            @Argument @Nullable Integer first,
            @Argument @Nullable String after,
            @Argument @Nullable Integer last,
            @Argument @Nullable String before) {
        return gifts.mine(Page.of(first, after, last, before));
    }

    @SchemaMapping(typeName = "Campaign", field = "donations")
    CompletableFuture<Connection<PublicDonation>> shown(
            Campaign campaign,
            @Argument @Nullable Integer first,
            @Argument @Nullable String after,
            @Argument @Nullable Integer last,
            @Argument @Nullable String before,
            DataFetchingEnvironment environment) {
        return GiftLoaders.shown(environment, campaign.id(), Page.of(first, after, last, before));
    }

    @SchemaMapping(typeName = "Campaign", field = "gifts")
    CompletableFuture<Connection<Donation>> givenTo(
            Campaign campaign,
            @Argument @Nullable GiftFilter filter,
            @Argument @Nullable Integer first,
            @Argument @Nullable String after,
            DataFetchingEnvironment environment) {
        return GiftLoaders.givenTo(environment, campaign.id(), listing(filter, first, after));
    }

    @SchemaMapping(typeName = "Organization", field = "gifts")
    CompletableFuture<Connection<Donation>> ofOrganization(
            Organization organization,
            @Argument @Nullable GiftFilter filter,
            @Argument @Nullable Integer first,
            @Argument @Nullable String after,
            DataFetchingEnvironment environment) {
        return GiftLoaders.ofOrganization(environment, organization.id(), listing(filter, first, after));
    }

    private static Gifts.Listing listing(@Nullable GiftFilter filter, @Nullable Integer first, @Nullable String after) {
        return new Gifts.Listing(filter == null ? GiftFilter.NONE : filter, Page.of(first, after));
    }

    @SchemaMapping(typeName = "Organization", field = "finances")
    CompletableFuture<List<Gifts.OrganizationFinance>> finances(
            Organization organization, DataFetchingEnvironment environment) {
        return GiftLoaders.finances(environment, organization.id());
    }

    @MutationMapping
    Mono<DonationPayload> recordCashDonation(@Argument RecordCashDonationInput input) {
        var campaign = GlobalId.decode('C', input.campaignId()).orElse(new UUID(0, 0));
        return cash.record(new CashGifts.Slip(
                        campaign,
                        input.amount(),
                        input.intention(),
                        input.receivedOn(),
                        input.slipNumber(),
                        input.donorName(),
                        input.isAnonymous(),
                        input.idempotencyKey()))
                .map(DonationPayload::of);
    }

    @MutationMapping
    Mono<DonationPayload> refundDonation(@Argument RefundDonationInput input) {
        var donation = GlobalId.decode('D', input.donationId()).orElse(new UUID(0, 0));
        return refunds.refund(donation, input.reason(), input.idempotencyKey()).map(change -> switch (change) {
            case Change.Done<Refunds.Refunded>(var refunded) ->
                new DonationPayload(refunded.donation(), refunded.faults());
            case Change.Refused<Refunds.Refunded>(var faults) -> new DonationPayload(null, faults);
        });
    }

    @MutationMapping
    Mono<DonationPayload> moderateDedication(@Argument ModerateDedicationInput input) {
        var donation = GlobalId.decode('D', input.donationId()).orElse(new UUID(0, 0));
        return dedications.moderate(donation, input.show()).map(DonationPayload::of);
    }

    record DonationPayload(@Nullable Donation donation, List<DonationFault> userErrors) {

        static DonationPayload of(Change<Donation> change) {
            return switch (change) {
                case Change.Done<Donation>(var donation) -> new DonationPayload(donation, List.of());
                case Change.Refused<Donation>(var faults) -> new DonationPayload(null, faults);
            };
        }
    }

    record RecordCashDonationInput(
            String campaignId,
            org.sanad.api.platform.money.MoneyInput amount,
            org.sanad.api.campaign.Intention intention,
            java.time.LocalDate receivedOn,
            String slipNumber,
            @Nullable String donorName,
            boolean isAnonymous,
            String idempotencyKey) {}

    record RefundDonationInput(String donationId, RefundReason reason, String idempotencyKey) {}

    record ModerateDedicationInput(String donationId, boolean show) {}
}
