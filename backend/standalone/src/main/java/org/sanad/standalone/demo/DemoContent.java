package org.sanad.standalone.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sanad.api.campaign.Intention;
import org.sanad.api.organization.Jurisdiction;
import org.sanad.api.organization.OrganizationKind;
import org.sanad.api.organization.Sector;
import org.sanad.api.organization.VerificationState;
import org.sanad.api.platform.text.Locale;
import org.sanad.api.platform.text.LocalizedText;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What people wrote and drew for the demo: the files under {@code /demo}, as they are. */
public record DemoContent(
        List<Body> bodies,
        List<FullCampaign> campaigns,
        List<ShortSet> shorts,
        Map<String, List<String>> towns,
        RefundRules refunds,
        List<NationalInitiative> initiatives,
        Map<Jurisdiction, Map<OrganizationKind, Map<String, String>>> legalForms,
        Donors donors,
        Scenes scenes,
        Drafts unpublished) {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** A fictional organization. Its names and what it says of itself go by language tag. */
    public record Body(
            String slug,
            Jurisdiction jurisdiction,
            OrganizationKind kind,
            Map<String, String> name,
            Map<String, String> about,
            List<Sector> sectors,
            List<String> areas,
            int foundedIn,
            VerificationState verification,
            String register,
            String address,
            List<Person> people) {

        /** Whether it runs campaigns; a ministry, a chamber or a company does not. */
        boolean campaigns() {
            return switch (kind) {
                case MINISTRY, CHAMBER_OF_COMMERCE, COMPANY, INTERGOVERNMENTAL -> false;
                case ASSEMBLY -> sectors.contains(Sector.MULTIPLE);
                default -> verification != VerificationState.REVOKED;
            };
        }
    }

    /** Someone who answers for a body, in its own language. */
    public record Person(String name, String position) {}

    /** A campaign written in full in three languages. Days count from the day on which the demo is loaded. */
    public record FullCampaign(
            String slug,
            String organization,
            Sector sector,
            List<String> areas,
            BigDecimal goal,
            String currency,
            List<Intention> intentions,
            int startsInDays,
            int endsInDays,
            BigDecimal minimumGift,
            int feePercent,
            int targetProgress,
            List<Integer> sdgs,
            @Nullable String initiative,
            Map<String, String> title,
            Map<String, String> summary,
            Map<String, List<String>> story,
            List<UnitCost> impacts,
            List<News> updates) {}

    /** What an amount brings about. */
    public record UnitCost(BigDecimal amount, Map<String, String> label) {}

    /** What a charity told its donors. */
    public record News(int daysAgo, Map<String, String> title, Map<String, String> body) {}

    /** Material for the short campaigns of a jurisdiction, in its own language only. */
    public record ShortSet(Jurisdiction jurisdiction, String language, List<Seed> seeds) {}

    /**
     * A need as somebody wrote it, for three campaigns and never more: {@code {p}} is a town, {@code {n}} one of the counts, which stand as they
     * are said, because numbers bend their nouns.
     *
     * @param areas where alone it makes sense; null for anywhere
     */
    public record Seed(
            Sector sector,
            BigDecimal goal,
            String title,
            String summary,
            List<String> story,
            List<String> counts,
            @Nullable List<String> areas) {}

    /** Halves of refund rules: any first goes with any second. */
    public record RefundRules(List<Integer> days, List<Map<String, String>> first, List<Map<String, String>> second) {}

    /** An initiative that several bodies campaign for. */
    public record NationalInitiative(
            String slug, Jurisdiction jurisdiction, String lead, Map<String, String> name, Map<String, String> about) {}

    /** What bodies have not published yet, and what the pictures that they sent with it show. */
    public record Drafts(List<Draft> drafts, Map<String, Map<String, String>> pictures) {}

    /**
     * A campaign in the making, in its body's language only.
     *
     * @param picture a file under {@code /demo/pictures} that no moderator has seen yet; null for none
     */
    public record Draft(
            String slug,
            String organization,
            Sector sector,
            List<String> areas,
            BigDecimal goal,
            String currency,
            List<Integer> sdgs,
            @Nullable String picture,
            String title,
            String summary,
            List<String> story) {

        /** The bytes of its picture. */
        byte[] pictureBytes() {
            return bytes("pictures/" + Objects.requireNonNull(picture));
        }
    }

    /**
     * Names that donors go by, and what they say.
     *
     * @param awaiting what a donor of each country said that no moderator has read yet
     */
    public record Donors(
            Names SY, Names KW, Names IR, Map<Jurisdiction, String> awaiting, Map<String, List<String>> dedications) {

        Names of(Jurisdiction jurisdiction) {
            return switch (jurisdiction) {
                case KW -> KW;
                case IR -> IR;
                case SY, XX -> SY;
            };
        }
    }

    /** Given and family names of a country. */
    public record Names(List<String> given, List<String> family) {}

    /** Drawings by sector; a tint exchanges colours for others. */
    public record Scenes(int width, int height, Map<Sector, Scene> scenes, Map<String, Map<String, String>> tints) {

        /** The drawing in a tint. */
        String svg(Sector sector, String tint) {
            String svg =
                    text("scenes/" + Objects.requireNonNull(scenes.get(sector)).file());
            for (var change : Objects.requireNonNull(tints.get(tint)).entrySet()) {
                svg = svg.replace(change.getKey(), change.getValue());
            }
            return svg;
        }
    }

    /** One drawing and what it shows. */
    public record Scene(String file, Map<String, String> alt) {}

    /** Reads all of it. */
    public static DemoContent read() {
        return new DemoContent(
                read("organizations.json", new TypeReference<>() {}),
                read("campaigns-full.json", new TypeReference<>() {}),
                read("campaigns-short.json", new TypeReference<>() {}),
                read("towns.json", new TypeReference<>() {}),
                read("refunds.json", new TypeReference<>() {}),
                read("initiatives.json", new TypeReference<>() {}),
                read("legal-forms.json", new TypeReference<>() {}),
                read("donors.json", new TypeReference<>() {}),
                read("scenes/scenes.json", new TypeReference<>() {}),
                read("drafts.json", new TypeReference<>() {}));
    }

    /** The language in which a country's bodies write. */
    static Locale home(Jurisdiction jurisdiction) {
        return jurisdiction == Jurisdiction.IR ? Locale.FA : Locale.AR;
    }

    /** A text by language tag as the api keeps it; first written in the home language where it has that. */
    static LocalizedText text(Map<String, String> byTag, Locale home) {
        var texts = new java.util.EnumMap<Locale, String>(Locale.class);
        for (var locale : Locale.values()) {
            var text = byTag.get(locale.tag());
            if (text != null) {
                texts.put(locale, text);
            }
        }
        return new LocalizedText(
                texts,
                texts.containsKey(home) ? home : texts.keySet().iterator().next());
    }

    private static <T> T read(String file, TypeReference<T> type) {
        return JSON.readValue(text(file), type);
    }

    private static String text(String file) {
        return new String(bytes(file), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String file) {
        try (InputStream in = DemoContent.class.getResourceAsStream("/demo/" + file)) {
            if (in == null) {
                throw new IllegalStateException("the demo lacks " + file);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
