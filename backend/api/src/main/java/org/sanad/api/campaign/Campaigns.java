package org.sanad.api.campaign;

import static org.sanad.api.campaign.CampaignFault.Code.CONFLICT;
import static org.sanad.api.campaign.CampaignFault.Code.DATES;
import static org.sanad.api.campaign.CampaignFault.Code.FORBIDDEN;
import static org.sanad.api.campaign.CampaignFault.Code.INVALID;
import static org.sanad.api.campaign.CampaignFault.Code.LOCKED_BY_GIFTS;
import static org.sanad.api.campaign.CampaignFault.Code.NOT_FOUND;
import static org.sanad.api.campaign.CampaignFault.Code.REQUIRED;
import static org.sanad.api.campaign.CampaignFault.Code.TOO_LONG;
import static org.sanad.api.campaign.CampaignFault.Code.WRONG_STATUS;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sanad.api.organization.Areas;
import org.sanad.api.organization.Jurisdiction;
import org.sanad.api.organization.Members;
import org.sanad.api.organization.OrganizationRole;
import org.sanad.api.organization.Organizations;
import org.sanad.api.platform.db.Database;
import org.sanad.api.platform.db.Ids;
import org.sanad.api.platform.files.Images;
import org.sanad.api.platform.graphql.BadInput;
import org.sanad.api.platform.graphql.Connection;
import org.sanad.api.platform.graphql.Page;
import org.sanad.api.platform.money.Currencies;
import org.sanad.api.platform.security.PublicAccess;
import org.sanad.api.platform.security.SignedIn;
import org.sanad.api.platform.security.SystemOnly;
import org.sanad.api.platform.text.LocalizedText;
import org.sanad.api.platform.text.LocalizedTextInput;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Calls for gifts: drafted and run by their organization's managers, found by everyone, entered by the system. */
@Service
public class Campaigns {

    private static final int QUERY = 200;

    private final Database database;
    private final CampaignRepository repository;
    private final CampaignRegister register;
    private final Organizations organizations;
    private final Members members;
    private final Areas areas;
    private final Currencies currencies;
    private final Images images;
    private final Clock clock;

    Campaigns(
            Database database,
            CampaignRepository repository,
            CampaignRegister register,
            Organizations organizations,
            Members members,
            Areas areas,
            Currencies currencies,
            Images images,
            Clock clock) {
        this.database = database;
        this.repository = repository;
        this.register = register;
        this.organizations = organizations;
        this.members = members;
        this.areas = areas;
        this.currencies = currencies;
        this.images = images;
        this.clock = clock;
    }

    /** Fetches by ids in one statement; what does not exist, or is another's draft, is left out. Never empty. */
    @PublicAccess
    public Mono<Map<UUID, Campaign>> byIds(Set<UUID> ids) {
        return repository.byIds(ids, true);
    }

    /** Fetches cards by ids in one statement, for who reads no more; what does not exist, or is another's draft, is left out. Never empty. */
    @PublicAccess
    public Mono<Map<UUID, Campaign>> cards(Set<UUID> ids) {
        return repository.byIds(ids, false);
    }

    /** Finds one. Empty where there is none, or it is another's draft. */
    @PublicAccess
    public Mono<Campaign> find(UUID id) {
        return repository.byIds(Set.of(id), true).mapNotNull(found -> found.get(id));
    }

    /** Finds by the short name in the URL. Empty where there is none, or it is another's draft. */
    @PublicAccess
    public Mono<Campaign> bySlug(String slug) {
        return repository.bySlug(slug);
    }

    /** Lists published campaigns, one page in one statement; {@code whole} says whether anybody will read more than the cards. */
    @PublicAccess
    public Mono<Connection<Campaign>> list(CampaignFilter filter, CampaignOrder order, Page page, boolean whole) {
        if (filter.query() != null && filter.query().length() > QUERY) {
            throw new BadInput("A search has at most " + QUERY + " characters.");
        }
        if (filter.statuses() != null && filter.statuses().contains(CampaignStatus.DRAFT)) {
            throw new BadInput("Drafts are never listed.");
        }
        return repository.list(filter, order, page, whole);
    }

    /** Lists campaigns of organizations, newest first, drafts too for their members; each organization has a page, if an empty one. */
    @PublicAccess
    public Mono<Map<UUID, Connection<Campaign>>> of(
            Set<UUID> organizations, @Nullable List<CampaignStatus> statuses, Page page, boolean whole) {
        return repository.ofOrganizations(organizations, statuses, page, whole);
    }

    /** Lists what charities told of the money, newest first; each campaign has a page, if an empty one. */
    @PublicAccess
    public Mono<Map<UUID, Connection<CampaignUpdate>>> updatesOf(Set<UUID> campaigns, Page page) {
        return repository.updatesOf(campaigns, page);
    }

    /** Fetches updates by ids. */
    @PublicAccess
    public Mono<Map<UUID, CampaignUpdate>> updates(Set<UUID> ids) {
        return repository.updates(ids);
    }

    /** Fetches initiatives by ids. */
    @PublicAccess
    public Mono<Map<UUID, Initiative>> initiatives(Set<UUID> ids) {
        return repository.initiatives(ids);
    }

    /** Lists national initiatives, newest first. */
    @PublicAccess
    public Mono<Connection<Initiative>> initiatives(Page page) {
        return repository.initiatives(page);
    }

    /** Starts a draft, for campaign managers. Its slug carries a chance suffix, so that nobody learns of another's draft by a name that is taken. */
    @SignedIn
    public Mono<Outcome<Campaign>> create(UUID organization, CampaignFields fields) {
        return database.transaction(() -> organizations
                .byIds(Set.of(organization))
                .zipWith(members.rolesIn(Set.of(organization)))
                .flatMap(both -> {
                    var runner = both.getT1().get(organization);
                    if (runner == null) {
                        return refused(NOT_FOUND, "No such organization.");
                    }
                    if (!manages(both.getT2().getOrDefault(organization, Set.of()))) {
                        return refused(FORBIDDEN, "Only its campaign managers create campaigns.");
                    }
                    var standing = new Deciding.Standing(null, false, false, today(runner.jurisdiction()));
                    var id = Ids.next();
                    return decided(
                            fields,
                            standing,
                            draft -> repository
                                    .create(id, organization, words(draft.title()), draft)
                                    .then(done(id)));
                }));
    }

    private static String words(LocalizedText title) {
        var english = title.texts().get(org.sanad.api.platform.text.Locale.EN);
        return english == null ? title.text(title.origin()) : english;
    }

    /** Changes a campaign, for its managers; refused where {@code version} is no longer the present one. */
    @SignedIn
    public Mono<Outcome<Campaign>> update(UUID id, int version, CampaignFields fields) {
        return managed(id, campaign -> {
                    if (campaign.status() == CampaignStatus.CLOSED) {
                        return refused(WRONG_STATUS, "A closed campaign stays as it is.");
                    }
                    if (campaign.version() != version) {
                        return refused(CONFLICT, "Someone else changed it meanwhile; read it again.");
                    }
                    return repository.hasGifts(id).flatMap(gifts -> {
                        var standing = new Deciding.Standing(
                                Draft.of(campaign),
                                campaign.status() != CampaignStatus.DRAFT,
                                gifts,
                                today(campaign.jurisdiction()));
                        return decided(
                                fields,
                                standing,
                                draft -> repository
                                        .change(id, version, draft)
                                        .flatMap(this::done)
                                        .switchIfEmpty(refused(
                                                CONFLICT, "Someone else changed it meanwhile; read it again.")));
                    });
                })
                .onErrorResume(
                        DataIntegrityViolationException.class,
                        failure -> tooLate(failure)
                                ? refused(LOCKED_BY_GIFTS, "The goal is fixed since gifts have come in.")
                                : Mono.error(failure));
    }

    /** Whether a gift came in between our look and our write: the table itself then refuses another goal. */
    private static boolean tooLate(DataIntegrityViolationException failure) {
        return String.valueOf(failure.getMessage()).contains("the goal is fixed once a gift has come in");
    }

    /** Decides the fields, checks what they point at, and writes them if nothing is at fault. */
    private Mono<Outcome<Campaign>> decided(
            CampaignFields fields, Deciding.Standing standing, Function<Draft, Mono<Outcome<Campaign>>> write) {
        var deciding = new Deciding(fields, standing, areas, currencies);
        var draft = deciding.decide();
        var image = fields.image().value();
        var initiative = draft.initiative();
        var pictures =
                image == null ? Mono.just(true) : images.load(Set.of(image)).map(found -> !found.isEmpty());
        var initiatives = initiative == null
                ? Mono.just(true)
                : repository.initiatives(Set.of(initiative)).map(found -> !found.isEmpty());
        return pictures.zipWith(initiatives).flatMap(known -> {
            if (!known.getT1()) {
                deciding.blame(NOT_FOUND, "No such picture.", "imageId");
            }
            if (!known.getT2()) {
                deciding.blame(NOT_FOUND, "No such initiative.", "initiativeId");
            }
            return deciding.faults().isEmpty()
                    ? write.apply(draft)
                    : Mono.just(new Outcome.Refused<>(List.copyOf(deciding.faults())));
        });
    }

    /** Publishes a complete draft, or resumes a paused campaign. */
    @SignedIn
    public Mono<Outcome<Campaign>> publish(UUID id) {
        return managed(id, campaign -> switch (campaign.status()) {
            case DRAFT -> {
                var missing = missing(campaign);
                yield missing.isEmpty()
                        ? moved(campaign, CampaignStatus.ACTIVE, "campaign.published")
                        : Mono.just(new Outcome.Refused<>(missing));
            }
            case PAUSED -> moved(campaign, CampaignStatus.ACTIVE, "campaign.changed");
            case ACTIVE, CLOSED -> refused(WRONG_STATUS, "Only a draft is published and only a paused one resumed.");
        });
    }

    private List<CampaignFault> missing(Campaign campaign) {
        var missing = new ArrayList<CampaignFault>();
        Map.of("summary", campaign.summary(), "story", campaign.story(), "refundPolicy", campaign.refundPolicy())
                .forEach((field, text) -> {
                    if (!Draft.says(text)) {
                        missing.add(CampaignFault.of(REQUIRED, "Needed before publication.", field));
                    }
                });
        missing.sort(java.util.Comparator.comparing(fault -> fault.path().getFirst()));
        if (campaign.endsOn() != null && campaign.endsOn().isBefore(today(campaign.jurisdiction()))) {
            missing.add(CampaignFault.of(DATES, "The last day is in the past.", "endsOn"));
        }
        return missing;
    }

    /** Stops taking gifts for the time being. */
    @SignedIn
    public Mono<Outcome<Campaign>> pause(UUID id) {
        return managed(
                id,
                campaign -> campaign.status() == CampaignStatus.ACTIVE
                        ? moved(campaign, CampaignStatus.PAUSED, "campaign.changed")
                        : refused(WRONG_STATUS, "Only an active campaign is paused."));
    }

    /** Ends a published campaign for good. */
    @SignedIn
    public Mono<Outcome<Campaign>> close(UUID id) {
        return managed(id, campaign -> switch (campaign.status()) {
            case ACTIVE, PAUSED -> moved(campaign, CampaignStatus.CLOSED, "campaign.changed");
            case DRAFT, CLOSED -> refused(WRONG_STATUS, "Only a published campaign is closed.");
        });
    }

    private Mono<Outcome<Campaign>> moved(Campaign campaign, CampaignStatus to, String topic) {
        return repository
                .move(campaign.id(), campaign.version(), to, topic)
                .flatMap(this::done)
                .switchIfEmpty(refused(CONFLICT, "Someone else changed it meanwhile; read it again."));
    }

    /** Tells donors what became of the money; of a published campaign only. */
    @SignedIn
    public Mono<Outcome<CampaignUpdate>> postUpdate(
            UUID id, LocalizedTextInput title, LocalizedTextInput body, @Nullable UUID image) {
        return managed(id, campaign -> {
            if (campaign.status() == CampaignStatus.DRAFT) {
                return Mono.just(Outcome.refused(WRONG_STATUS, "A draft has no donors to tell."));
            }
            var faults = new ArrayList<CampaignFault>();
            var heading = needed(title, campaign.title(), "title", Deciding.TITLE, faults);
            var text = needed(body, campaign.title(), "body", Deciding.STORY, faults);
            var pictures =
                    image == null ? Mono.just(true) : images.load(Set.of(image)).map(found -> !found.isEmpty());
            return pictures.flatMap(known -> {
                if (!known) {
                    faults.add(CampaignFault.of(NOT_FOUND, "No such picture.", "imageId"));
                }
                return faults.isEmpty()
                        ? repository
                                .post(id, heading.json(), text.json(), image)
                                .map(Outcome.Done::new)
                        : Mono.just(new Outcome.Refused<CampaignUpdate>(faults));
            });
        });
    }

    private static LocalizedText needed(
            LocalizedTextInput input, LocalizedText like, String field, int limit, List<CampaignFault> faults) {
        var text = input.toText(like.origin()).orElse(null);
        if (text == null) {
            faults.add(CampaignFault.of(REQUIRED, "A text in at least one language.", field));
            return like;
        }
        text.texts().forEach((locale, written) -> {
            if (written.length() > limit) {
                faults.add(CampaignFault.of(TOO_LONG, "At most " + limit + " characters.", field, locale.tag()));
            }
            if (Deciding.hasHtml(written)) {
                faults.add(CampaignFault.of(INVALID, "Markdown without HTML.", field, locale.tag()));
            }
        });
        return text;
    }

    /** Does what only a manager may, in one transaction; says NOT_FOUND of what the actor can't see, and FORBIDDEN of the rest. */
    private <T> Mono<Outcome<T>> managed(UUID id, Function<Campaign, Mono<Outcome<T>>> work) {
        return database.transaction(() -> find(id).flatMap(campaign -> members.rolesIn(
                                Set.of(campaign.organizationId()))
                        .flatMap(roles -> manages(roles.getOrDefault(campaign.organizationId(), Set.of()))
                                ? work.apply(campaign)
                                : Mono.just(Outcome.<T>refused(FORBIDDEN, "Only its campaign managers may."))))
                .defaultIfEmpty(Outcome.refused(NOT_FOUND, "No such campaign.")));
    }

    private static boolean manages(Set<OrganizationRole> roles) {
        return roles.contains(OrganizationRole.ADMIN) || roles.contains(OrganizationRole.CAMPAIGN_MANAGER);
    }

    private Mono<Outcome<Campaign>> done(UUID id) {
        return find(id).map(Outcome.Done::new);
    }

    private static <T> Mono<Outcome<T>> refused(CampaignFault.Code code, String message) {
        return Mono.just(Outcome.refused(code, message));
    }

    private LocalDate today(Jurisdiction jurisdiction) {
        return LocalDate.ofInstant(clock.instant(), jurisdiction.zone());
    }

    /** Enters campaigns from a file or the demo data: all or nothing, and again without a second effect. In the order given. */
    @SystemOnly
    public Mono<List<Recorded>> record(List<RecordCampaign> commands) {
        return register.record(commands);
    }

    /** Enters initiatives, known again by their slug. In the order given. */
    @SystemOnly
    public Mono<List<UUID>> recordInitiatives(List<RecordInitiative> commands) {
        return register.initiatives(commands);
    }

    /** Enters updates of published campaigns; the same title on the same campaign is entered once. */
    @SystemOnly
    public Mono<Long> recordUpdates(List<RecordUpdate> commands) {
        return register.updates(commands);
    }

    /** Fetches by ids for the system, drafts too. */
    @SystemOnly
    public Mono<Map<UUID, Campaign>> known(Set<UUID> ids) {
        return register.byIds(ids);
    }
}
