package org.sanad.standalone.demo;

import static org.sanad.standalone.demo.DemoContent.home;
import static org.sanad.standalone.demo.DemoContent.text;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
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
import org.sanad.api.organization.Verification;
import org.sanad.api.organization.VerificationState;
import org.sanad.api.platform.security.Actor;
import org.sanad.api.platform.text.Locale;
import org.sanad.api.platform.text.LocalizedText;
import org.sanad.identity.DemoAccounts;
import org.sanad.standalone.demo.DemoContent.Body;

/** Enters the demo's bodies with what was found of them, and gives the demo accounts their work. Blocks. */
final class DemoBodies {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** The bodies that the staff accounts of the demo work for: one in each country. */
    static final List<String> STAFFED = List.of("ayn-alzaytoun", "mabarrat-almijdaf", "mehr-zagros");

    /** Which oversight body speaks for a country. */
    private static final Map<Jurisdiction, String> REGISTRARS =
            Map.of(Jurisdiction.SY, "mudiriya-sy", Jurisdiction.KW, "wizara-kw", Jurisdiction.IR, "edare-ir");

    private final Organizations organizations;
    private final Members members;
    private final String issuer;

    DemoBodies(Organizations organizations, Members members, String issuer) {
        this.organizations = organizations;
        this.members = members;
        this.issuer = issuer;
    }

    /** Registers all of them, and tells their ids by slug. */
    Map<String, UUID> register(DemoContent content, LocalDate today) {
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
    void staff() {
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
        var self = new DemoPeople(issuer).actor(account);
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
}
