package org.sanad.api.campaign;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sanad.api.campaign.CampaignFields.Choice;
import org.sanad.api.organization.Sector;
import org.sanad.api.platform.graphql.GlobalId;
import org.sanad.api.platform.money.MoneyInput;
import org.sanad.api.platform.text.LocalizedTextInput;
import org.springframework.graphql.data.ArgumentValue;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Mono;

/** The schema's door for whoever writes and runs campaigns. */
@Controller
class CampaignChangesController {

    /** Stands for an id that is none of its type: it finds nothing. */
    private static final UUID NOWHERE = new UUID(0, 0);

    private final Campaigns campaigns;

    CampaignChangesController(Campaigns campaigns) {
        this.campaigns = campaigns;
    }

    @MutationMapping
    Mono<CampaignPayload> createCampaign(@Argument CreateCampaignInput input) {
        return campaigns
                .create(
                        GlobalId.decode('O', input.organizationId()).orElse(NOWHERE),
                        input.fields().fields())
                .map(CampaignPayload::of);
    }

    @MutationMapping
    Mono<CampaignPayload> updateCampaign(@Argument UpdateCampaignInput input) {
        return campaigns
                .update(
                        campaign(input.campaignId()),
                        input.version(),
                        input.fields().fields())
                .map(CampaignPayload::of);
    }

    @MutationMapping
    Mono<CampaignPayload> publishCampaign(@Argument TransitionInput input) {
        return campaigns.publish(campaign(input.campaignId())).map(CampaignPayload::of);
    }

    @MutationMapping
    Mono<CampaignPayload> pauseCampaign(@Argument TransitionInput input) {
        return campaigns.pause(campaign(input.campaignId())).map(CampaignPayload::of);
    }

    @MutationMapping
    Mono<CampaignPayload> closeCampaign(@Argument TransitionInput input) {
        return campaigns.close(campaign(input.campaignId())).map(CampaignPayload::of);
    }

    @MutationMapping
    Mono<UpdatePayload> postCampaignUpdate(@Argument PostInput input) {
        return campaigns
                .postUpdate(
                        campaign(input.campaignId()),
                        input.title(),
                        input.body(),
                        input.imageId() == null
                                ? null
                                : GlobalId.decode('I', input.imageId()).orElse(NOWHERE))
                .map(UpdatePayload::of);
    }

    private static UUID campaign(String id) {
        return GlobalId.decode('C', id).orElse(NOWHERE);
    }

    record CreateCampaignInput(String organizationId, FieldsInput fields) {}

    record UpdateCampaignInput(String campaignId, int version, FieldsInput fields) {}

    record TransitionInput(String campaignId) {}

    record PostInput(
            String campaignId,
            LocalizedTextInput title,
            LocalizedTextInput body,
            @Nullable String imageId) {}

    record FieldsInput(
            @Nullable CampaignPurpose purpose,
            ArgumentValue<String> initiativeId,
            @Nullable LocalizedTextInput title,
            @Nullable LocalizedTextInput summary,
            @Nullable LocalizedTextInput story,
            @Nullable Sector sector,
            @Nullable List<Integer> sdgs,
            @Nullable List<String> areas,
            @Nullable MoneyInput goal,
            @Nullable Boolean stopsAtGoal,
            @Nullable LocalDate startsOn,
            ArgumentValue<LocalDate> endsOn,
            ArgumentValue<String> imageId,
            @Nullable List<Intention> intentions,
            ArgumentValue<LocalizedTextInput> religiousAuthority,
            @Nullable MoneyInput minimumGift,
            ArgumentValue<MoneyInput> maximumGift,
            @Nullable List<CampaignFields.ImpactFields> impacts,
            @Nullable List<MoneyInput> presets,
            @Nullable BigDecimal feePercent,
            @Nullable LocalizedTextInput refundPolicy) {

        CampaignFields fields() {
            return new CampaignFields(
                    purpose,
                    choice(initiativeId, id -> GlobalId.decode('N', id).orElse(NOWHERE)),
                    title,
                    summary,
                    story,
                    sector,
                    sdgs,
                    areas,
                    goal,
                    stopsAtGoal,
                    startsOn,
                    choice(endsOn, Function.identity()),
                    choice(imageId, id -> GlobalId.decode('I', id).orElse(NOWHERE)),
                    intentions,
                    choice(religiousAuthority, Function.identity()),
                    minimumGift,
                    choice(maximumGift, Function.identity()),
                    impacts,
                    presets,
                    feePercent,
                    refundPolicy);
        }

        private static <A, B> Choice<B> choice(@Nullable ArgumentValue<A> argument, Function<A, B> read) {
            if (argument == null || argument.isOmitted()) {
                return Choice.none();
            }
            Optional<A> value = argument.asOptional();
            return new Choice<>(true, value.map(read).orElse(null));
        }
    }

    record CampaignPayload(@Nullable Campaign campaign, List<CampaignFault> userErrors) {

        static CampaignPayload of(Outcome<Campaign> outcome) {
            return switch (outcome) {
                case Outcome.Done<Campaign>(var campaign) -> new CampaignPayload(campaign, List.of());
                case Outcome.Refused<Campaign>(var faults) -> new CampaignPayload(null, faults);
            };
        }
    }

    record UpdatePayload(@Nullable CampaignUpdate update, List<CampaignFault> userErrors) {

        static UpdatePayload of(Outcome<CampaignUpdate> outcome) {
            return switch (outcome) {
                case Outcome.Done<CampaignUpdate>(var update) -> new UpdatePayload(update, List.of());
                case Outcome.Refused<CampaignUpdate>(var faults) -> new UpdatePayload(null, faults);
            };
        }
    }
}
