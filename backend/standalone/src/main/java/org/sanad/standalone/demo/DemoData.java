package org.sanad.standalone.demo;

import static org.sanad.standalone.demo.DemoContent.home;
import static org.sanad.standalone.demo.DemoContent.text;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.sanad.api.campaign.CampaignPurpose;
import org.sanad.api.campaign.Campaigns;
import org.sanad.api.campaign.Impact;
import org.sanad.api.campaign.RecordCampaign;
import org.sanad.api.campaign.RecordInitiative;
import org.sanad.api.campaign.RecordUpdate;
import org.sanad.api.campaign.Recorded;
import org.sanad.api.donation.DonationChannel;
import org.sanad.api.donation.Donations;
import org.sanad.api.donation.ReportedMovement;
import org.sanad.api.donation.SettledDonation;
import org.sanad.api.organization.Contact;
import org.sanad.api.organization.Grant;
import org.sanad.api.organization.Identifier;
import org.sanad.api.organization.Jurisdiction;
import org.sanad.api.organization.Members;
import org.sanad.api.organization.OrganizationReport;
import org.sanad.api.organization.OrganizationRole;
import org.sanad.api.organization.Organizations;
import org.sanad.api.organization.PlatformRole;
import org.sanad.api.organization.RegisterOrganization;
import org.sanad.api.organization.Registered;
import org.sanad.api.organization.ResponsiblePerson;
import org.sanad.api.organization.Sector;
import org.sanad.api.organization.Verification;
import org.sanad.api.organization.VerificationState;
import org.sanad.api.platform.files.Images;
import org.sanad.api.platform.money.Currencies;
import org.sanad.api.platform.money.Money;
import org.sanad.api.platform.security.Actor;
import org.sanad.api.platform.text.Locale;
import org.sanad.api.platform.text.LocalizedText;
import org.sanad.identity.DemoAccounts;
import org.sanad.standalone.demo.DemoContent.Body;

/**
 * Loads the demo through the use cases that real bodies, campaigns and gifts come by. Each step may be done again without a second effect, so
 * a load that was broken off begins anew and goes on.
 */
public final class DemoData {

    private static final int CAMPAIGNS_AT_ONCE = 60;
    private static final int GIFTS_AT_ONCE = 1000;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** The bodies that the staff accounts of the demo work for: one in each country. */
    private static final List<String> STAFFED = List.of("ayn-alzaytoun", "mabarrat-almijdaf", "mehr-zagros");

    /** Which oversight body speaks for a country. */
    private static final Map<Jurisdiction, String> REGISTRARS =
            Map.of(Jurisdiction.SY, "mudiriya-sy", Jurisdiction.KW, "wizara-kw", Jurisdiction.IR, "edare-ir");

    private final Organizations organizations;
    private final Members members;
    private final Campaigns campaigns;
    private final Donations donations;
    private final Images images;
    private final Currencies currencies;
    private final String issuer;
    private final BooleanSupplier stopped;

    /** Hears how far a load is. */
    public interface Listener {

        void bodies(int count);

        void campaigns(int done, int all);

        void gifts(int done, int all);
    }

    /**
     * Knows the use cases to go through.
     *
     * @param issuer who signs the demo accounts in
     * @param stopped asked between two steps: a load ends early where it answers true
     */
    public DemoData(
            Organizations organizations,
            Members members,
            Campaigns campaigns,
            Donations donations,
            Images images,
            Currencies currencies,
            String issuer,
            BooleanSupplier stopped) {
        this.organizations = organizations;
        this.members = members;
        this.campaigns = campaigns;
        this.donations = donations;
        this.images = images;
        this.currencies = currencies;
        this.issuer = issuer;
        this.stopped = stopped;
    }

    /**
     * Loads everything. Blocks until it is there.
     *
     * @param today the day that all days count from; the same on every try
     * @param rounds how many rounds of gifts
     * @param giftsARound {@link Generosity#GIFTS}, less in tests
     * @return whether it came to its end
     */
    public boolean load(LocalDate today, int rounds, int giftsARound, Listener listener) {
        var content = DemoContent.read();
        var bodies = bodies(content, today);
        staff();
        listener.bodies(bodies.size());
        var planned = new Composer(content).compose();
        var ids = campaigns(content, planned, bodies, today, listener);
        if (ids == null) {
            return false;
        }
        var generosity = new Generosity(planned, content.donors(), today);
        int all = rounds * giftsARound;
        int done = 0;
        for (int round = 1; round <= rounds; round++) {
            var gifts = generosity.round(round, giftsARound);
            for (int from = 0; from < gifts.size(); from += GIFTS_AT_ONCE) {
                if (stopped.getAsBoolean()) {
                    return false;
                }
                var some = gifts.subList(from, Math.min(from + GIFTS_AT_ONCE, gifts.size()));
                give(some, ids);
                done += some.size();
                listener.gifts(done, all);
            }
            if (round == 1) {
                pay(generosity.payments(gifts), ids);
            }
        }
        return true;
    }

    // ── bodies

    private Map<String, UUID> bodies(DemoContent content, LocalDate today) {
        var commands = content.bodies().stream()
                .map(body -> register(content, body, today))
                .toList();
        var registered = Objects.requireNonNull(organizations.register(commands).block(PATIENCE));
        var ids = new HashMap<String, UUID>();
        for (int i = 0; i < registered.size(); i++) {
            ids.put(content.bodies().get(i).slug(), registered.get(i).id());
        }
        for (int i = 0; i < registered.size(); i++) {
            verify(content.bodies().get(i), registered.get(i), ids, today);
        }
        return ids;
    }

    private static RegisterOrganization register(DemoContent content, Body body, LocalDate today) {
        var home = home(body.jurisdiction());
        int number = Integer.parseInt(body.register().substring(5));
        var contacts = List.of(
                new Contact(Contact.Kind.PHONE, phone(body.jurisdiction(), number), null),
                new Contact(Contact.Kind.EMAIL, "info@" + body.slug() + ".example", null),
                new Contact(Contact.Kind.WEBSITE, "https://" + body.slug() + ".example", null),
                new Contact(Contact.Kind.ADDRESS, body.address(), null));
        var complaints = new Contact(
                Contact.Kind.EMAIL,
                "complaints@" + body.slug() + ".example",
                new LocalizedText(Map.of(Locale.AR, "الشكاوى", Locale.FA, "شکایت‌ها", Locale.EN, "Complaints"), home));
        boolean reports = body.verification() == VerificationState.VERIFIED && body.campaigns();
        int year = today.getYear() - 1;
        return new RegisterOrganization(
                body.slug(),
                body.kind(),
                body.jurisdiction(),
                text(body.name(), home),
                text(body.about(), home),
                legalForm(content, body),
                body.sectors(),
                body.areas(),
                List.of(new Identifier(body.jurisdiction() + "-DEMO", body.register())),
                contacts,
                complaints,
                body.people().stream()
                        .map(person -> new ResponsiblePerson(
                                LocalizedText.of(home, person.name()), LocalizedText.of(home, person.position())))
                        .toList(),
                reports
                        ? new OrganizationReport(
                                year,
                                LocalDate.of(today.getYear(), 1 + number % 3, 1 + number % 27),
                                "https://" + body.slug() + ".example/reports/" + year)
                        : null,
                body.foundedIn(),
                null,
                true,
                false,
                joined(body, today));
    }

    private static @Nullable LocalizedText legalForm(DemoContent content, Body body) {
        var forms = content.legalForms().get(body.jurisdiction());
        var form = forms == null ? null : forms.get(body.kind());
        return form == null ? null : text(form, home(body.jurisdiction()));
    }

    /** Numbers that no one has: the subscriber's part begins with zeros. */
    private static String phone(Jurisdiction jurisdiction, int number) {
        return switch (jurisdiction) {
            case SY -> String.format(java.util.Locale.ROOT, "+963110000%03d", number);
            case KW -> String.format(java.util.Locale.ROOT, "+96500000%03d", number);
            case IR -> String.format(java.util.Locale.ROOT, "+98210000%04d", number);
            case XX -> "+000";
        };
    }

    private static Instant joined(Body body, LocalDate today) {
        int daysAgo = 430 + Math.floorMod(body.slug().hashCode(), 500);
        return today.minusDays(daysAgo)
                .atTime(LocalTime.of(8 + daysAgo % 7, daysAgo % 60))
                .atZone(body.jurisdiction().zone())
                .toInstant();
    }

    private void verify(Body body, Registered registered, Map<String, UUID> ids, LocalDate today) {
        if (body.verification() == VerificationState.UNVERIFIED) {
            return;
        }
        var home = home(body.jurisdiction());
        var note = switch (body.verification()) {
            case VERIFIED ->
                new LocalizedText(
                        Map.of(
                                Locale.AR, "قوبل قرار الإشهار والنظام الأساسي وأسماء مجلس الإدارة بالأصل.",
                                Locale.FA, "پروانهٔ فعالیت، اساسنامه و نام اعضای هیئت‌مدیره با اصل برابر شد.",
                                Locale.EN,
                                        "The registration decree, the statutes and the board’s names were compared with the originals."),
                        home);
            case IN_REVIEW ->
                new LocalizedText(
                        Map.of(
                                Locale.AR, "الملف مكتمل وقيد الزيارة الميدانية.",
                                Locale.FA, "پرونده کامل است و بازدید حضوری در پیش است.",
                                Locale.EN, "The file is complete; a visit is to follow."),
                        home);
            case REVOKED ->
                new LocalizedText(
                        Map.of(
                                Locale.AR, "سُحب التحقق لتأخّر التقرير المالي عن موعده سنتين.",
                                Locale.FA, "به سبب دو سال تأخیر در گزارش مالی، تأیید پس گرفته شد.",
                                Locale.EN, "Withdrawn because the financial report is two years late."),
                        home);
            case UNVERIFIED -> null;
        };
        organizations
                .recordVerification(
                        registered.id(),
                        new Verification(
                                body.verification(),
                                ids.get(REGISTRARS.get(body.jurisdiction())),
                                joined(body, today)
                                        .plus(Duration.ofDays(
                                                3 + Math.floorMod(body.slug().hashCode(), 40))),
                                note))
                .block(PATIENCE);
    }

    /**
     * Gives the demo accounts their work: a charity's staff in each country, and the offices that oversee them all. Again after the issuer has
     * moved to another address, since whom it signs in is known by both. Blocks.
     */
    public void staff() {
        for (var account : DemoAccounts.ALL) {
            switch (account.role()) {
                case "charity" -> join(account, OrganizationRole.ADMIN, OrganizationRole.CAMPAIGN_MANAGER);
                case "finance" -> join(account, OrganizationRole.FINANCE);
                case "registrar", "supervisor", "moderator" ->
                    members.grant(
                                    issuer,
                                    account.id().toString(),
                                    account.name(),
                                    account.email(),
                                    PlatformRole.valueOf(account.role().toUpperCase(java.util.Locale.ROOT)),
                                    null)
                            .block(PATIENCE);
                default -> {}
            }
        }
    }

    /** Makes an account a member, unless it has these roles already: every change stands in a body's history. */
    private void join(DemoAccounts.Demo account, OrganizationRole... roles) {
        var subject = account.id().toString();
        var self = Actor.of(issuer, subject, false, Set.of(), account.name(), account.email());
        for (var slug : STAFFED) {
            organizations
                    .bySlug(slug)
                    .flatMap(body -> members.rolesIn(List.of(body.id()))
                            .contextWrite(context -> context.put(Actor.KEY, self))
                            .filter(held -> !Set.of(roles).equals(held.get(body.id())))
                            .flatMap(other -> members.grant(
                                    body.id(),
                                    new Grant(issuer, subject, account.name(), account.email(), List.of(roles)))))
                    .block(PATIENCE);
        }
    }

    // ── campaigns

    /** Enters the campaigns with their pictures and updates. Null where it was stopped. */
    private @Nullable Map<String, UUID> campaigns(
            DemoContent content,
            List<DemoCampaign> planned,
            Map<String, UUID> bodies,
            LocalDate today,
            Listener listener) {
        var initiatives = initiatives(content, bodies);
        var pictures = new HashMap<String, UUID>();
        var ids = new HashMap<String, UUID>();
        for (int from = 0; from < planned.size(); from += CAMPAIGNS_AT_ONCE) {
            if (stopped.getAsBoolean()) {
                return null;
            }
            var some = planned.subList(from, Math.min(from + CAMPAIGNS_AT_ONCE, planned.size()));
            var commands = some.stream()
                    .map(campaign -> command(
                            campaign,
                            Objects.requireNonNull(bodies.get(campaign.organization()), campaign.organization()),
                            campaign.initiative() == null ? null : initiatives.get(campaign.initiative()),
                            pictures.computeIfAbsent(
                                    campaign.sector() + "/" + campaign.scene(),
                                    key -> picture(content, campaign.sector(), campaign.scene())),
                            today))
                    .toList();
            List<Recorded> recorded =
                    Objects.requireNonNull(campaigns.record(commands).block(PATIENCE));
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
            DemoCampaign campaign, UUID body, @Nullable UUID initiative, UUID picture, LocalDate today) {
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
                published,
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

    // ── gifts

    private void give(List<DemoGift> gifts, Map<String, UUID> ids) {
        var donor = DemoAccounts.ALL.stream()
                .filter(account -> account.role().equals("donor"))
                .findFirst()
                .orElseThrow();
        var donorId = Actor.idOf(issuer, donor.id().toString());
        var settled = gifts.stream()
                .map(gift -> new SettledDonation(
                        gift.origin(),
                        Objects.requireNonNull(ids.get(gift.campaign()), gift.campaign()),
                        money(gift.amount(), gift.currency()),
                        gift.intention(),
                        DonationChannel.GATEWAY,
                        gift.at(),
                        gift.byDonor() ? donorId : null,
                        gift.byDonor() ? donor.name() : gift.donorName(),
                        gift.displayName(),
                        gift.dedication(),
                        gift.currency().equals("IRR") ? Locale.FA : Locale.AR,
                        true))
                .toList();
        switch (Objects.requireNonNull(donations.recordSettledDonations(settled).block(PATIENCE))) {
            case Donations.Recording.Recorded recorded -> {}
            case Donations.Recording.Refused refused ->
                throw new IllegalStateException("the demo's gifts are refused: " + refused.refusals());
        }
    }

    /** Posts what the charities paid out, as their books would report it. */
    private void pay(List<DemoPayment> payments, Map<String, UUID> ids) {
        donations
                .recordReportedMovements(payments.stream()
                        .map(payment -> new ReportedMovement(
                                payment.origin(),
                                ReportedMovement.Kind.DISBURSEMENT,
                                Objects.requireNonNull(ids.get(payment.campaign()), payment.campaign()),
                                payment.intention(),
                                money(payment.amount(), payment.currency()),
                                payment.at(),
                                null))
                        .toList())
                .block(PATIENCE);
    }

    private Money money(BigDecimal amount, String currency) {
        return currencies.money(amount, currency).orElseThrow(() -> new IllegalStateException(amount + " " + currency));
    }
}
