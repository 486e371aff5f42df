package org.sanad.api.donation;

import graphql.GraphQLContext;
import graphql.schema.DataFetchingEnvironment;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.sanad.api.campaign.Campaign;
import org.sanad.api.campaign.CampaignLoaders;
import org.sanad.api.donation.Donations.Begun;
import org.sanad.api.platform.graphql.GlobalId;
import org.sanad.api.platform.graphql.RetryAfter;
import org.sanad.api.platform.security.Everybody;
import org.sanad.api.platform.text.Locale;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.graphql.data.method.annotation.SubscriptionMapping;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The schema's door to giving: begun, followed, found again. */
@Controller
class DonationController {

    private final Donations donations;
    private final GiftLinks links;
    private final LiveGifts live;

    DonationController(Donations donations, GiftLinks links, LiveGifts live) {
        this.donations = donations;
        this.links = links;
        this.live = live;
    }

    @MutationMapping
    Mono<DonatePayload> donate(@Argument DonateInput input) {
        return donations.donate(input).map(begun -> switch (begun) {
            case Begun.Open(var donation, var secret) ->
                new DonatePayload(donation, url(donation.checkoutUrl()), secret, List.of());
            case Begun.Waiting(var donation, var secret, var fault) ->
                new DonatePayload(donation, null, secret, List.of(fault));
            case Begun.Refused(var faults) -> new DonatePayload(null, null, null, faults);
        });
    }

    @QueryMapping
    boolean paymentsAreTests() {
        return donations.areTests();
    }

    @QueryMapping
    Mono<Donation> myDonation(@Argument String secret) {
        return Everybody.withheld(donations.bySecret(secret));
    }

    @SubscriptionMapping("myDonation")
    Flux<Donation> followMyDonation(@Argument String secret) {
        return live.gift(secret);
    }

    @SubscriptionMapping
    Flux<LiveGifts.Progress> campaignProgress(@Argument String campaignId) {
        return GlobalId.decode('C', campaignId).map(live::progress).orElse(Flux.empty());
    }

    @SchemaMapping(typeName = "CampaignProgress", field = "campaign")
    CompletableFuture<Campaign> campaignOfProgress(LiveGifts.Progress progress, DataFetchingEnvironment environment) {
        return CampaignLoaders.campaign(environment, progress.campaignId());
    }

    @MutationMapping
    Mono<RequestDonationLinkPayload> requestDonationLink(
            @Argument RequestDonationLinkInput input, GraphQLContext context) {
        return links.request(input.contact(), input.locale()).map(outcome -> switch (outcome) {
            case GiftLinks.Outcome.Accepted accepted -> new RequestDonationLinkPayload(true, null, List.of());
            case GiftLinks.Outcome.Malformed malformed ->
                refused(null, DonationFault.Code.INVALID, "Neither an e-mail address nor a phone number in E.164.");
            case GiftLinks.Outcome.TooOften often -> {
                RetryAfter.tell(context, often.pause());
                yield refused(
                        Math.toIntExact(often.pause().toSeconds()),
                        DonationFault.Code.RATE_LIMITED,
                        "Asked for too often; try again later.");
            }
        });
    }

    private static RequestDonationLinkPayload refused(
            @Nullable Integer retryAfter, DonationFault.Code code, String message) {
        return new RequestDonationLinkPayload(false, retryAfter, List.of(DonationFault.of(code, message, "contact")));
    }

    @SchemaMapping(typeName = "Donation", field = "campaign")
    CompletableFuture<Campaign> campaignOfDonation(Donation donation, DataFetchingEnvironment environment) {
        return CampaignLoaders.campaign(environment, donation.campaignId());
    }

    @SchemaMapping(typeName = "Donation")
    @Nullable
    URI checkoutUrl(Donation donation) {
        return url(donation.checkoutUrl());
    }

    private static @Nullable URI url(@Nullable String text) {
        return text == null ? null : URI.create(text);
    }

    record DonatePayload(
            @Nullable Donation donation,
            @Nullable URI checkoutUrl,
            @Nullable String secret,
            List<DonateFault> userErrors) {}

    record RequestDonationLinkInput(String contact, Locale locale) {}

    record RequestDonationLinkPayload(
            boolean accepted, @Nullable Integer retryAfter, List<DonationFault> userErrors) {}
}
