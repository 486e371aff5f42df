package org.sanad.standalone.demo;

import static org.sanad.standalone.demo.DemoContent.home;
import static org.sanad.standalone.demo.DemoContent.text;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.sanad.api.campaign.CampaignPurpose;
import org.sanad.api.campaign.CampaignStatus;
import org.sanad.api.campaign.Campaigns;
import org.sanad.api.campaign.Impact;
import org.sanad.api.campaign.RecordCampaign;
import org.sanad.api.campaign.RecordInitiative;
import org.sanad.api.campaign.RecordUpdate;
import org.sanad.api.campaign.Recorded;
import org.sanad.api.organization.Sector;
import org.sanad.api.platform.files.Image;
import org.sanad.api.platform.files.Images;
import org.sanad.api.platform.money.Currencies;
import org.sanad.api.platform.money.Money;
import org.sanad.api.platform.text.Locale;

/** Enters the demo's campaigns, with their pictures and what their charities told of them. Blocks. */
final class DemoCampaigns {

    private static final int AT_ONCE = 60;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Campaigns campaigns;
    private final Images images;
    private final Currencies currencies;
    private final DemoPeople people;
    private final BooleanSupplier stopped;

    DemoCampaigns(
            Campaigns campaigns, Images images, Currencies currencies, DemoPeople people, BooleanSupplier stopped) {
        this.campaigns = campaigns;
        this.images = images;
        this.currencies = currencies;
        this.people = people;
        this.stopped = stopped;
    }

    /** Enters all of them, and tells their ids by slug. Null where it was stopped. */
    @Nullable
    Map<String, UUID> enter(
            DemoContent content,
            List<DemoCampaign> planned,
            Map<String, UUID> bodies,
            LocalDate today,
            DemoData.Listener listener) {
        var initiatives = initiatives(content, bodies);
        var pictures = new HashMap<String, UUID>();
        var ids = new HashMap<String, UUID>();
        for (int from = 0; from < planned.size(); from += AT_ONCE) {
            if (stopped.getAsBoolean()) {
                return null;
            }
            var some = planned.subList(from, Math.min(from + AT_ONCE, planned.size()));
            var recorded = record(some.stream()
                    .map(campaign -> command(
                            campaign,
                            Objects.requireNonNull(bodies.get(campaign.organization()), campaign.organization()),
                            campaign.initiative() == null ? null : initiatives.get(campaign.initiative()),
                            pictures.computeIfAbsent(
                                    campaign.sector() + "/" + campaign.scene(),
                                    key -> picture(content, campaign.sector(), campaign.scene())),
                            today))
                    .toList());
            var updates = new ArrayList<RecordUpdate>();
            for (int i = 0; i < some.size(); i++) {
                var id = recorded.get(i).id();
                ids.put(some.get(i).slug(), id);
                updates.addAll(updates(some.get(i), id, today));
            }
            if (!updates.isEmpty()) {
                campaigns.recordUpdates(updates).block(PATIENCE);
            }
            listener.campaigns(ids.size(), planned.size());
        }
        return ids;
    }

    /** Enters what is not published yet; a picture that comes with it is sent by the charity's account, and waits for a moderator. */
    void enterDrafts(DemoContent content, List<DemoCampaign> drafts, Map<String, UUID> bodies, LocalDate today) {
        var recorded = record(drafts.stream()
                .map(draft ->
                        command(draft, Objects.requireNonNull(bodies.get(draft.organization())), null, null, today))
                .toList());
        for (int i = 0; i < drafts.size(); i++) {
            var draft = drafts.get(i);
            var written = content.unpublished().drafts().get(i);
            if (written.picture() != null) {
                var body = Objects.requireNonNull(bodies.get(draft.organization()));
                picture(content, written, recorded.get(i).id(), body)
                        .ifPresent(picture -> record(List.of(command(draft, body, null, picture, today))));
            }
        }
    }

    /** Sends a draft's picture. Empty where it has one. */
    private Optional<UUID> picture(DemoContent content, DemoContent.Draft written, UUID campaign, UUID body) {
        var file = Objects.requireNonNull(written.picture());
        var alt = text(Objects.requireNonNull(content.unpublished().pictures().get(file)), Locale.AR);
        return campaigns
                .find(campaign)
                .filter(entered -> entered.imageId() == null)
                .flatMap(entered -> images.send(body, file, written.pictureBytes(), alt))
                .map(Image::id)
                .contextWrite(people.acting("charity"))
                .blockOptional(PATIENCE);
    }

    private List<Recorded> record(List<RecordCampaign> commands) {
        return Objects.requireNonNull(campaigns.record(commands).block(PATIENCE));
    }

    private Map<String, UUID> initiatives(DemoContent content, Map<String, UUID> bodies) {
        var commands = content.initiatives().stream()
                .map(initiative -> new RecordInitiative(
                        initiative.slug(),
                        initiative.jurisdiction(),
                        text(initiative.name(), home(initiative.jurisdiction())),
                        text(initiative.about(), home(initiative.jurisdiction())),
                        Objects.requireNonNull(bodies.get(initiative.lead())),
                        true))
                .toList();
        var recorded =
                Objects.requireNonNull(campaigns.recordInitiatives(commands).block(PATIENCE));
        var ids = new HashMap<String, UUID>();
        for (int i = 0; i < commands.size(); i++) {
            ids.put(commands.get(i).slug(), recorded.get(i));
        }
        return ids;
    }

    private UUID picture(DemoContent content, Sector sector, String tint) {
        var scenes = content.scenes();
        var svg = scenes.svg(sector, tint);
        var alt = text(Objects.requireNonNull(scenes.scenes().get(sector)).alt(), Locale.EN);
        // the lower sky of the tint: what is seen before the picture is
        var placeholder = Objects.requireNonNull(scenes.tints().get(tint)).getOrDefault("#fbf3e2", "#fbf3e2");
        return Objects.requireNonNull(images.record(svg, alt, scenes.width(), scenes.height(), placeholder)
                        .block(PATIENCE))
                .id();
    }

    private RecordCampaign command(
            DemoCampaign campaign, UUID body, @Nullable UUID initiative, @Nullable UUID picture, LocalDate today) {
        var starts = today.plusDays(campaign.startsIn());
        var published = (campaign.startsIn() > 0 ? today.minusDays(2) : starts)
                .atTime(9, Math.floorMod(campaign.slug().hashCode(), 60))
                .atZone(campaign.jurisdiction().zone())
                .toInstant();
        return new RecordCampaign(
                campaign.slug(),
                body,
                campaign.status(),
                initiative == null ? CampaignPurpose.PROJECT : CampaignPurpose.NATIONAL_INITIATIVE,
                initiative,
                campaign.title(),
                campaign.summary(),
                campaign.story(),
                campaign.sector(),
                campaign.sdgs(),
                campaign.areas(),
                money(campaign.goal(), campaign.currency()),
                false,
                starts,
                campaign.endsIn() == null ? null : today.plusDays(campaign.endsIn()),
                picture,
                campaign.intentions(),
                campaign.authority(),
                money(campaign.minimum(), campaign.currency()),
                null,
                campaign.impacts().stream()
                        .map(effect -> new Impact(
                                money(effect.amount(), campaign.currency()), effect.label(), starts.minusDays(12)))
                        .toList(),
                campaign.presets().stream()
                        .map(preset -> money(preset, campaign.currency()))
                        .toList(),
                BigDecimal.valueOf(campaign.feePercent()),
                campaign.refundPolicy(),
                campaign.status() == CampaignStatus.DRAFT ? null : published,
                published.minus(Duration.ofDays(3)),
                true,
                null);
    }

    private static List<RecordUpdate> updates(DemoCampaign campaign, UUID id, LocalDate today) {
        return campaign.updates().stream()
                .map(told -> new RecordUpdate(
                        id,
                        told.title(),
                        told.body(),
                        null,
                        today.minusDays(told.daysAgo())
                                .atTime(11, 20)
                                .atZone(campaign.jurisdiction().zone())
                                .toInstant()))
                .toList();
    }

    private Money money(BigDecimal amount, String currency) {
        return currencies.money(amount, currency).orElseThrow(() -> new IllegalStateException(amount + " " + currency));
    }
}
