package org.sanad.api.reporting;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sanad.api.campaign.Campaign;
import org.sanad.api.campaign.CampaignPurpose;
import org.sanad.api.campaign.CampaignStatus;
import org.sanad.api.campaign.Campaigns;
import org.sanad.api.campaign.Intention;
import org.sanad.api.campaign.RecordCampaign;
import org.sanad.api.donation.ReportedMovement;
import org.sanad.api.donation.SettledDonations;
import org.sanad.api.organization.Identifier;
import org.sanad.api.organization.Jurisdiction;
import org.sanad.api.organization.OrganizationKind;
import org.sanad.api.organization.Organizations;
import org.sanad.api.organization.RegisterOrganization;
import org.sanad.api.organization.Sector;
import org.sanad.api.platform.money.Currencies;
import org.sanad.api.platform.money.Money;
import org.sanad.api.platform.text.Locale;
import org.sanad.api.platform.text.LocalizedText;
import org.sanad.api.reporting.IatiPlan.Body;
import org.sanad.api.reporting.IatiPlan.Project;
import org.sanad.api.reporting.ImportLedger.Posting;
import org.sanad.api.reporting.StagedRepository.Due;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Carries an import out in one transaction: bodies, then campaigns, then what moved, by the use cases of their own domains. A failure
 * anywhere leaves nothing behind.
 */
@Component
class ImportRunning {

    private static final int BATCH = 100;

    private static final LocalizedText NO_REFUNDS = new LocalizedText(
            Map.of(
                    Locale.AR,
                    "استُورد هذا المشروع من بيانات ناشره، ولا تُجمع له تبرعات عبر سند، فلا مجال لردّ المبالغ هنا.",
                    Locale.FA,
                    "این برنامه از داده‌های منتشرشدهٔ خود نهاد وارد شده است و از راه سند برای آن کمکی گرفته نمی‌شود؛ از این رو بازپرداختی هم در کار نیست.",
                    Locale.EN,
                    "This programme was imported from its publisher's own data. No gifts are taken for it through Sanad, so there is nothing to refund."),
            Locale.EN);

    private final ImportRepository repository;
    private final StagedRepository staged;
    private final StandingRepository standing;
    private final Organizations organizations;
    private final Campaigns campaigns;
    private final SettledDonations donations;
    private final Currencies currencies;
    private final Clock clock;

    ImportRunning(
            ImportRepository repository,
            StagedRepository staged,
            StandingRepository standing,
            Organizations organizations,
            Campaigns campaigns,
            SettledDonations donations,
            Currencies currencies,
            Clock clock) {
        this.repository = repository;
        this.staged = staged;
        this.standing = standing;
        this.organizations = organizations;
        this.campaigns = campaigns;
        this.donations = donations;
        this.currencies = currencies;
        this.clock = clock;
    }

    /** Carries out. Tells percents as it goes; completes when it is done, and errs when nothing of it stands. */
    Flux<Integer> run(UUID id) {
        return repository
                .jobs()
                .longTransaction(() -> standing.lock()
                        .then(staged.judge(id))
                        .then(staged.outside(id))
                        .flatMapMany(outside -> outside.isEmpty()
                                ? everything(id)
                                : refuse(id, outside).thenMany(Flux.empty())));
    }

    private Flux<Integer> everything(UUID id) {
        return organizations(id)
                .then(staged.countDue(id))
                .flatMapMany(total -> activities(id, total))
                .concatWith(Mono.defer(() -> staged.count(id)
                        .flatMap(counts -> repository.settle(id, ImportState.DONE, null, counts, List.of()))
                        .then(Mono.empty())));
    }

    /** Refuses a file that the tables refused to take in. */
    Mono<Void> refuse(UUID id) {
        return refuse(
                id,
                List.of(Finding.error(
                        1,
                        "iati-activities",
                        "import.contradicts",
                        "What the file says contradicts what stands; nothing of it was carried out.")));
    }

    private Mono<Void> refuse(UUID id, List<Finding> findings) {
        return staged.count(id)
                .flatMap(counts -> repository
                        .keepFindings(id, ImportRepository.MOST_FINDINGS, findings)
                        .then(repository.refuse(id, ImportRefusal.INVALID_CONTENT, refused(counts))));
    }

    private static List<ImportCount> refused(List<ImportCount> counts) {
        return counts.stream()
                .map(count -> new ImportCount(count.kind(), ImportVerdict.REFUSED, count.count()))
                .toList();
    }

    /** Puts an import that broke off back to where it waits for the word. */
    Mono<Void> giveUp(UUID id) {
        return staged.count(id)
                .flatMap(counts -> repository.settle(id, ImportState.PREVIEWED, null, counts, List.of()));
    }

    private Mono<Void> organizations(UUID id) {
        return staged.newBodies(id)
                .map(ImportRunning::command)
                .collectList()
                .flatMapMany(Flux::fromIterable)
                .buffer(BATCH)
                .concatMap(organizations::register)
                .then();
    }

    private static RegisterOrganization command(Body body) {
        return new RegisterOrganization(
                slug(body.scheme() + "-" + body.value()),
                OrganizationKind.valueOf(body.kind()),
                Jurisdiction.valueOf(body.jurisdiction()),
                body.name(),
                null,
                null,
                List.of(),
                List.of(),
                List.of(new Identifier(body.scheme(), body.value())),
                List.of(),
                null,
                List.of(),
                null,
                null,
                null,
                false,
                true,
                null);
    }

    static String slug(String text) {
        String slug = text.toLowerCase(java.util.Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
        String kept = slug.length() <= 70 ? slug : slug.substring(0, 70).replaceAll("-$", "");
        return kept.isEmpty() ? "iati" : kept;
    }

    /** One batch after another: a connection carries one statement at a time, so nothing is read ahead. */
    private Flux<Integer> activities(UUID id, int total) {
        return Flux.defer(() -> {
            Place place = new Place();
            return Mono.defer(() -> staged.due(id, place.number, BATCH))
                    .flatMap(batch -> {
                        place.pass(batch);
                        return batch.isEmpty()
                                ? Mono.<Integer>empty()
                                : carryOut(id, batch).thenReturn((int) (place.done * 99L / Math.max(1, total)));
                    })
                    .repeat(() -> !place.ended);
        });
    }

    /** How far in the file it is. */
    private static final class Place {

        private int number;
        private int done;
        private boolean ended;

        void pass(List<Due> batch) {
            done += batch.size();
            ended = batch.size() < BATCH;
            number = ended ? number : batch.getLast().number();
        }
    }

    private Mono<Void> carryOut(UUID id, List<Due> batch) {
        return campaigns(batch)
                .flatMap(placed -> standing.stand(id, placed)
                        .then(standing.told(id, batch))
                        .flatMap(told -> standing.standing(batch).flatMap(stands -> {
                            List<ReportedMovement> movements = new ArrayList<>();
                            List<Map.Entry<String, ImportLedger.Fact>> facts = new ArrayList<>();
                            for (Due due : batch) {
                                ImportLedger.Decision decision = ImportLedger.decide(
                                        due.project().identifier(),
                                        told.getOrDefault(due.number(), List.of()),
                                        stands.getOrDefault(due.project().identifier(), Map.of()));
                                UUID campaign = Objects.requireNonNull(placed.get(due));
                                decision.postings().forEach(posting -> movements.add(movement(campaign, posting)));
                                decision.facts()
                                        .forEach(fact -> facts.add(
                                                Map.entry(due.project().identifier(), fact)));
                            }
                            return standing.write(id, facts).then(post(movements));
                        })));
    }

    /** Enters the campaigns that these activities are, and tells which is which. */
    private Mono<Map<Due, UUID>> campaigns(List<Due> batch) {
        Set<UUID> known =
                batch.stream().flatMap(due -> Stream.ofNullable(due.campaign())).collect(Collectors.toSet());
        return campaigns
                .known(known)
                .map(standing -> batch.stream()
                        .map(due -> campaign(due, due.campaign() == null ? null : standing.get(due.campaign())))
                        .toList())
                .flatMap(campaigns::record)
                .map(recorded -> {
                    Map<Due, UUID> placed = new LinkedHashMap<>();
                    for (int i = 0; i < batch.size(); i++) {
                        placed.put(batch.get(i), recorded.get(i).id());
                    }
                    return placed;
                });
    }

    /** What the file says, and beside it what Sanad's own people decided about a campaign that stands: whether and how it takes gifts. */
    private RecordCampaign campaign(Due due, @Nullable Campaign standing) {
        Project project = due.project();
        CampaignStatus status = CampaignStatus.valueOf(project.status());
        boolean opened = standing != null && standing.status() == CampaignStatus.ACTIVE;
        return new RecordCampaign(
                slug(project.identifier()),
                due.organization(),
                opened && status == CampaignStatus.PAUSED ? CampaignStatus.ACTIVE : status,
                CampaignPurpose.PROJECT,
                null,
                project.title(),
                project.summary(),
                project.story(),
                Sector.valueOf(project.sector()),
                project.sdgs(),
                standing == null ? List.of() : standing.areaCodes(),
                standing != null && !standing.currency().equals(project.currency())
                        ? standing.goal()
                        : new Money(project.goal(), project.currency()),
                standing != null && standing.stopsAtGoal(),
                project.startsOn(),
                project.endsOn(),
                null,
                standing == null ? List.of(Intention.GENERAL) : standing.intentions(),
                standing == null ? null : standing.religiousAuthority(),
                standing == null ? least(project.currency()) : standing.minimumGift(),
                standing == null ? null : standing.maximumGift(),
                standing == null ? List.of() : standing.impacts(),
                standing == null ? List.of() : standing.presets(),
                standing == null ? BigDecimal.ZERO : standing.feePercent(),
                standing == null ? NO_REFUNDS : standing.refundPolicy(),
                clock.instant(),
                null,
                false,
                new Identifier("IATI", project.identifier()));
    }

    private Money least(String currency) {
        return currencies.money(BigDecimal.ONE, currency).orElse(new Money(1, currency));
    }

    private Mono<Void> post(List<ReportedMovement> movements) {
        return movements.isEmpty()
                ? Mono.empty()
                : donations
                        .recordReportedMovements(movements)
                        .flatMap(posted -> posted == movements.size()
                                ? Mono.empty()
                                : Mono.error(new IllegalStateException(
                                        "%d of %d movements were new".formatted(posted, movements.size()))));
    }

    private static ReportedMovement movement(UUID campaign, Posting posting) {
        return new ReportedMovement(
                posting.origin(),
                ReportedMovement.Kind.valueOf(posting.moved().kind()),
                campaign,
                Intention.GENERAL,
                new Money(posting.moved().minor(), posting.moved().currency()),
                posting.day().atStartOfDay(ZoneOffset.UTC).toInstant(),
                posting.memo());
    }
}
