package org.sanad.api.donation;

import graphql.schema.DataFetchingEnvironment;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.sanad.api.campaign.Campaign;
import org.sanad.api.campaign.CampaignLoaders;
import org.sanad.api.organization.Organization;
import org.sanad.api.organization.OrganizationLoaders;
import org.sanad.api.platform.Settings;
import org.sanad.api.platform.graphql.Connection;
import org.sanad.api.platform.graphql.GlobalId;
import org.sanad.api.platform.graphql.Page;
import org.sanad.api.platform.money.MoneyInput;
import org.sanad.api.platform.text.Locale;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Mono;

/** The schema's door to receipts, funds and reconciliation. */
@Controller
class FinanceController {

    private final Receipts receipts;
    private final Funds funds;
    private final Reconciliations reconciliations;
    private final AmountInWords words;
    private final Settings settings;

    FinanceController(
            Receipts receipts, Funds funds, Reconciliations reconciliations, AmountInWords words, Settings settings) {
        this.receipts = receipts;
        this.funds = funds;
        this.reconciliations = reconciliations;
        this.words = words;
        this.settings = settings;
    }

    // ── receipts ──

    @QueryMapping
    Mono<Receipts.Verification> verifyReceipt(@Argument String code) {
        return receipts.verify(code);
    }

    @SchemaMapping(typeName = "ReceiptVerification", field = "organization")
    CompletableFuture<Organization> verifiedOrganization(
            Receipts.Verification verification, DataFetchingEnvironment environment) {
        return OrganizationLoaders.organization(environment, verification.organizationId());
    }

    @SchemaMapping(typeName = "Receipt", field = "organization")
    CompletableFuture<Organization> receiptOrganization(Receipt receipt, DataFetchingEnvironment environment) {
        return OrganizationLoaders.organization(environment, receipt.organizationId());
    }

    @SchemaMapping(typeName = "Receipt", field = "campaign")
    CompletableFuture<Campaign> receiptCampaign(Receipt receipt, DataFetchingEnvironment environment) {
        return CampaignLoaders.campaign(environment, receipt.campaignId());
    }

    @SchemaMapping(typeName = "Receipt")
    URI verificationUrl(Receipt receipt) {
        return settings.url("/verify/" + receipt.verificationCode());
    }

    @SchemaMapping(typeName = "Receipt")
    String amountInWords(Receipt receipt, @Argument Locale locale) {
        return words.of(receipt.amount(), locale);
    }

    @SchemaMapping(typeName = "Receipt")
    @Nullable
    CompletableFuture<Receipt> replacedBy(Receipt receipt, DataFetchingEnvironment environment) {
        return receipt.replacedById() == null ? null : GiftLoaders.receipt(environment, receipt.replacedById());
    }

    @MutationMapping
    Mono<ReissueReceiptPayload> reissueReceipt(@Argument ReissueReceiptInput input) {
        var receipt = GlobalId.decode('R', input.receiptId()).orElse(new UUID(0, 0));
        return receipts.reissue(receipt, input.donorName()).map(change -> switch (change) {
            case Change.Done<Receipt>(var reissued) -> new ReissueReceiptPayload(reissued, List.of());
            case Change.Refused<Receipt>(var faults) -> new ReissueReceiptPayload(null, faults);
        });
    }

    record ReissueReceiptInput(String receiptId, String donorName) {}

    record ReissueReceiptPayload(@Nullable Receipt receipt, List<DonationFault> userErrors) {}

    // ── funds ──

    @SchemaMapping(typeName = "Organization", field = "funds")
    CompletableFuture<List<Fund>> fundsOf(Organization organization, DataFetchingEnvironment environment) {
        return GiftLoaders.funds(environment, organization.id());
    }

    @SchemaMapping(typeName = "Fund", field = "campaign")
    @Nullable
    CompletableFuture<Campaign> fundCampaign(Fund fund, DataFetchingEnvironment environment) {
        return fund.campaignId() == null ? null : CampaignLoaders.campaign(environment, fund.campaignId());
    }

    @MutationMapping
    Mono<AllocatePayload> allocate(@Argument AllocateInput input) {
        var fund = GlobalId.decode('B', input.fundId()).orElse(new UUID(0, 0));
        return funds.allocate(new Funds.Allocation(fund, input.amount(), input.purpose(), input.idempotencyKey()))
                .map(change -> switch (change) {
                    case Change.Done<Fund>(var left) -> new AllocatePayload(left, List.of());
                    case Change.Refused<Fund>(var faults) -> new AllocatePayload(null, faults);
                });
    }

    record AllocateInput(String fundId, MoneyInput amount, String purpose, String idempotencyKey) {}

    record AllocatePayload(@Nullable Fund fund, List<DonationFault> userErrors) {}

    // ── reconciliation ──

    @SchemaMapping(typeName = "Organization", field = "reconciliations")
    Mono<Connection<Reconciliation>> reconciliationsOf(
            Organization organization, @Argument @Nullable Integer first, @Argument @Nullable String after) {
        return reconciliations.of(organization.id(), Page.of(first, after));
    }

    @SchemaMapping(typeName = "Organization")
    Mono<URI> settlementFileUrl(Organization organization, @Argument LocalDate day) {
        return reconciliations.settlementFile(organization.id(), day);
    }

    @SchemaMapping(typeName = "Reconciliation")
    Mono<Connection<Reconciliation.Line>> lines(
            Reconciliation reconciliation, @Argument @Nullable Integer first, @Argument @Nullable String after) {
        return reconciliations.lines(reconciliation.id(), Page.of(first, after));
    }

    @SchemaMapping(typeName = "ReconciliationLine", field = "donation")
    @Nullable
    CompletableFuture<Donation> lineDonation(Reconciliation.Line line, DataFetchingEnvironment environment) {
        return line.donationId() == null ? null : GiftLoaders.gift(environment, line.donationId());
    }

    @MutationMapping
    Mono<ReconcilePayload> reconcile(@Argument ReconcileInput input) {
        var organization = GlobalId.decode('O', input.organizationId()).orElse(new UUID(0, 0));
        return reconciliations.reconcile(organization, input.uploadId()).map(change -> switch (change) {
            case Change.Done<Reconciliation>(var made) -> new ReconcilePayload(made, List.of());
            case Change.Refused<Reconciliation>(var faults) -> new ReconcilePayload(null, faults);
        });
    }

    record ReconcileInput(String organizationId, String uploadId) {}

    record ReconcilePayload(@Nullable Reconciliation reconciliation, List<DonationFault> userErrors) {}
}
