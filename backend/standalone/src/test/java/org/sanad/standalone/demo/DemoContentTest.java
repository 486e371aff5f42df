package org.sanad.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.sanad.api.campaign.CampaignStatus;
import org.sanad.api.campaign.Intention;
import org.sanad.api.organization.Jurisdiction;
import org.sanad.api.organization.OrganizationKind;
import org.sanad.api.organization.Sector;
import org.sanad.api.organization.VerificationState;
import org.sanad.api.platform.text.Locale;
import org.sanad.api.platform.text.LocalizedText;

/** What was written for the demo is whole, in its letters, and says nothing too often. */
class DemoContentTest {

    private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.!؟?])\\s+");
    private static final Map<String, Integer> DECIMALS = Map.of("SYP", 2, "USD", 2, "KWD", 3, "IRR", 0);

    private final DemoContent content = DemoContent.read();
    private final Composer composer = new Composer(content);
    private final List<DemoCampaign> campaigns = composer.compose();
    private final List<DemoCampaign> drafts = composer.drafts();

    @Test
    void hasTheBodiesAndCampaignsThatWerePromised() {
        assertThat(content.bodies()).hasSize(150);
        assertThat(campaigns).hasSize(900);
        assertThat(content.campaigns()).hasSize(48);
        assertThat(content.bodies().stream().map(DemoContent.Body::jurisdiction).collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(Jurisdiction.SY, Jurisdiction.KW, Jurisdiction.IR);
        assertThat(content.bodies().stream().map(DemoContent.Body::kind).collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(OrganizationKind.values());
        assertThat(content.bodies().stream().map(DemoContent.Body::verification).collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(VerificationState.values());
        assertThat(campaigns.stream().map(DemoCampaign::sector).collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(Sector.values());
    }

    @Test
    void namesNothingTwice() {
        assertThat(content.bodies().stream().map(DemoContent.Body::slug)).doesNotHaveDuplicates();
        assertThat(campaigns.stream().map(DemoCampaign::slug)).doesNotHaveDuplicates();
        for (var locale : Locale.values()) {
            assertThat(content.bodies().stream()
                            .map(body -> body.name().get(locale.tag()))
                            .filter(name -> name != null))
                    .doesNotHaveDuplicates();
        }
        assertThat(campaigns.stream()
                        .map(campaign -> campaign.title().text(campaign.title().origin())))
                .doesNotHaveDuplicates();
        assertThat(Stream.concat(
                        content.bodies().stream().map(DemoContent.Body::slug),
                        campaigns.stream().map(DemoCampaign::slug)))
                .allMatch(slug -> slug.matches("[a-z0-9]+(-[a-z0-9]+)*"));
    }

    @Test
    void writesInFullInThreeLanguagesAndInShortInOne() {
        var full = campaigns.subList(0, 48);
        assertThat(full).allSatisfy(campaign -> {
            for (var text : List.of(campaign.title(), campaign.summary(), campaign.story(), campaign.refundPolicy())) {
                assertThat(text.texts()).containsOnlyKeys(Locale.values());
            }
            campaign.updates().forEach(told -> {
                assertThat(told.title().texts()).containsOnlyKeys(Locale.values());
                assertThat(told.body().texts()).containsOnlyKeys(Locale.values());
            });
            campaign.impacts()
                    .forEach(effect -> assertThat(effect.label().texts()).containsOnlyKeys(Locale.values()));
            assertThat(campaign.story().texts().values())
                    .allSatisfy(story -> assertThat(story.split("\n\n")).hasSizeBetween(3, 6));
            assertThat(campaign.impacts()).hasSize(3);
        });
        assertThat(full.stream()
                        .filter(campaign -> campaign.updates().isEmpty())
                        .count())
                .isLessThan(16);
        assertThat(campaigns.subList(48, 900)).allSatisfy(campaign -> {
            for (var text : List.of(campaign.title(), campaign.summary(), campaign.story(), campaign.refundPolicy())) {
                assertThat(text.texts()).containsOnlyKeys(DemoContent.home(campaign.jurisdiction()));
            }
        });
        assertThat(content.bodies())
                .allSatisfy(body -> assertThat(body.name().keySet())
                        .contains(DemoContent.home(body.jurisdiction()).tag(), "en"));
        var running = content.campaigns().stream()
                .map(DemoContent.FullCampaign::organization)
                .collect(Collectors.toSet());
        assertThat(content.bodies().stream().filter(body -> running.contains(body.slug())))
                .allSatisfy(body -> assertThat(body.name()).containsOnlyKeys("ar", "fa", "en"));
    }

    @Test
    void putsNoSentenceIntoMoreThanThreeCampaigns() {
        var uses = new HashMap<String, Integer>();
        for (var campaign : withDrafts()) {
            var sentences = new HashSet<String>();
            texts(campaign, (locale, text) -> sentences.addAll(List.of(SENTENCE_END.split(text.strip()))));
            sentences.forEach(sentence -> uses.merge(sentence, 1, Integer::sum));
        }
        assertThat(uses.entrySet().stream().filter(use -> use.getValue() > 3)).isEmpty();
    }

    /** Filling in another town or count doesn't make another sentence. */
    @Test
    void putsNoMaterialIntoMoreThanThreeCampaigns() {
        var material = new ArrayList<String>();
        content.shorts()
                .forEach(set -> set.seeds().forEach(seed -> {
                    material.add(seed.title());
                    material.add(seed.summary());
                    material.addAll(seed.story());
                }));
        assertThat(material).doesNotHaveDuplicates();
        assertThat(content.shorts().stream().flatMap(set -> set.seeds().stream()))
                .allSatisfy(seed -> assertThat(seed.counts()).hasSize(Composer.USES));
    }

    @Test
    void writesEachLanguageInItsOwnLetters() {
        var arabicOnly = Pattern.compile("[يكةى]");
        var persianOnly = Pattern.compile("[یکگچپژ]");
        var latinMarks = Pattern.compile("[,;?]");
        var apart = Pattern.compile("(^|\\s)ن?می [آ-ی]|[آ-ی] (ها|های|هایی)(\\s|$)");
        BiConsumer<Locale, String> check = (locale, text) -> {
            switch (locale) {
                case AR -> assertThat(text).doesNotContainPattern(persianOnly).doesNotContainPattern(latinMarks);
                case FA ->
                    assertThat(text)
                            .doesNotContainPattern(arabicOnly)
                            .doesNotContainPattern(latinMarks)
                            .doesNotContainPattern(apart)
                            .doesNotContainPattern("[0-9]");
                case EN -> assertThat(text).doesNotContainPattern("[\\u0600-\\u06ff]");
            }
            assertThat(text).doesNotContain("{", "}", "  ").isEqualTo(text.strip());
        };
        withDrafts().forEach(campaign -> texts(campaign, check));
        content.unpublished()
                .pictures()
                .values()
                .forEach(alt -> alt.forEach((tag, text) -> check.accept(locale(tag), text)));
        content.donors().awaiting().forEach((country, words) -> check.accept(DemoContent.home(country), words));
        content.bodies().forEach(body -> {
            body.name().forEach((tag, text) -> check.accept(locale(tag), text));
            body.about().forEach((tag, text) -> check.accept(locale(tag), text));
        });
        content.initiatives().forEach(initiative -> {
            initiative.name().forEach((tag, text) -> check.accept(locale(tag), text));
            initiative.about().forEach((tag, text) -> check.accept(locale(tag), text));
        });
        content.scenes()
                .scenes()
                .values()
                .forEach(scene -> scene.alt().forEach((tag, text) -> check.accept(locale(tag), text)));
        content.donors().dedications().forEach((tag, words) -> words.forEach(text -> check.accept(locale(tag), text)));
    }

    @Test
    void keepsAmountsWithinTheirCurrencysDecimals() {
        for (var campaign : campaigns) {
            int decimals = DECIMALS.get(campaign.currency());
            var amounts = new ArrayList<BigDecimal>(campaign.presets());
            amounts.add(campaign.goal());
            amounts.add(campaign.minimum());
            campaign.impacts().forEach(effect -> amounts.add(effect.amount()));
            assertThat(amounts).allSatisfy(amount -> {
                assertThat(amount).isPositive();
                assertThat(amount.stripTrailingZeros().scale()).isLessThanOrEqualTo(decimals);
            });
            assertThat(campaign.presets()).hasSizeBetween(3, 4).isSorted().doesNotHaveDuplicates();
            assertThat(campaign.presets().getFirst()).isGreaterThanOrEqualTo(campaign.minimum());
            assertThat(campaign.presets().getLast()).isLessThan(campaign.goal());
        }
    }

    @Test
    void placesEverythingInAreasOfItsCountry() {
        assertThat(content.towns().keySet())
                .allMatch(area -> area.matches("SY(0[1-9]|1[0-4])|KW0[1-6]|IR0([0-2][0-9]|3[01])"));
        for (var body : content.bodies()) {
            assertThat(body.areas()).isNotEmpty().allSatisfy(area -> {
                assertThat(area).startsWith(body.jurisdiction().name());
                assertThat(content.towns()).containsKey(area);
            });
        }
        assertThat(campaigns)
                .allSatisfy(campaign -> assertThat(content.towns().keySet()).containsAll(campaign.areas()));
    }

    @Test
    void namesAnAuthorityWhereverOneIsNeeded() {
        var needing = Set.of(Intention.ZAKAT, Intention.ZAKAT_AL_FITR, Intention.KHUMS);
        assertThat(campaigns).allSatisfy(campaign -> {
            assertThat(campaign.intentions()).isNotEmpty().doesNotHaveDuplicates();
            if (campaign.intentions().stream().anyMatch(needing::contains)) {
                assertThat(campaign.authority()).isNotNull();
            }
        });
        assertThat(campaigns.stream()
                        .flatMap(campaign -> campaign.intentions().stream())
                        .collect(Collectors.toSet()))
                .contains(
                        Intention.GENERAL,
                        Intention.ZAKAT,
                        Intention.SADAQAH,
                        Intention.SADAQAH_JARIYAH,
                        Intention.WAQF,
                        Intention.KAFFARAH,
                        Intention.FIDYAH,
                        Intention.KHUMS,
                        Intention.NAZR);
    }

    @Test
    void letsCampaignsRunReachMissLapseAndWait() {
        assertThat(campaigns).anyMatch(campaign -> campaign.status() == CampaignStatus.PAUSED);
        assertThat(campaigns).anyMatch(campaign -> campaign.startsIn() > 0);
        assertThat(campaigns).anyMatch(campaign -> campaign.endsIn() == null);
        assertThat(campaigns).anyMatch(campaign -> campaign.target() == 0 && campaign.startsIn() < 0);
        assertThat(campaigns)
                .anyMatch(campaign -> campaign.status() == CampaignStatus.CLOSED && campaign.target() < 50);
        assertThat(campaigns)
                .anyMatch(campaign -> campaign.status() == CampaignStatus.CLOSED && campaign.target() >= 100);
        assertThat(campaigns)
                .anyMatch(campaign -> campaign.status() == CampaignStatus.ACTIVE
                        && campaign.endsIn() != null
                        && campaign.endsIn() < 0);
        assertThat(campaigns.stream()
                        .filter(campaign -> campaign.status() == CampaignStatus.ACTIVE)
                        .count())
                .isBetween(500L, 800L);
    }

    @Test
    void drawsEachSectorInFourTintsWithoutWords() {
        var scenes = content.scenes();
        assertThat(scenes.scenes()).containsOnlyKeys(Sector.values());
        assertThat(scenes.tints()).hasSize(4);
        var drawn = new HashSet<String>();
        for (var sector : Sector.values()) {
            assertThat(scenes.scenes().get(sector).alt()).containsOnlyKeys("ar", "fa", "en");
            for (var tint : scenes.tints().keySet()) {
                var svg = scenes.svg(sector, tint);
                assertThat(svg.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(12_000);
                assertThat(svg)
                        .startsWith("<svg ")
                        .contains("viewBox=\"0 0 1200 675\"")
                        .doesNotContain("<text", "<image", "<script", "<style");
                drawn.add(svg);
            }
        }
        assertThat(drawn).hasSize(64);
    }

    /** What lies on the desks of those who try the staff's screens: something to finish, and something to resume. */
    @Test
    void givesEachStaffedBodyDraftsAndAPausedCampaign() {
        for (var body : DemoBodies.STAFFED) {
            assertThat(drafts.stream().filter(draft -> draft.organization().equals(body)))
                    .hasSize(2)
                    .allMatch(draft -> draft.status() == CampaignStatus.DRAFT);
            assertThat(campaigns.stream()
                            .filter(campaign -> campaign.organization().equals(body)))
                    .anyMatch(campaign -> campaign.status() == CampaignStatus.PAUSED);
        }
        assertThat(content.unpublished().drafts().stream().filter(draft -> draft.picture() != null))
                .isNotEmpty()
                .allSatisfy(draft -> {
                    assertThat(draft.pictureBytes()).hasSizeLessThan(100_000);
                    assertThat(content.unpublished().pictures()).containsKey(draft.picture());
                });
        assertThat(content.donors().awaiting()).containsOnlyKeys(Jurisdiction.SY, Jurisdiction.KW, Jurisdiction.IR);
    }

    private List<DemoCampaign> withDrafts() {
        return Stream.concat(campaigns.stream(), drafts.stream()).toList();
    }

    private static Locale locale(String tag) {
        return Stream.of(Locale.values())
                .filter(locale -> locale.tag().equals(tag))
                .findFirst()
                .orElseThrow();
    }

    private static void texts(DemoCampaign campaign, BiConsumer<Locale, String> reader) {
        var texts = new ArrayList<LocalizedText>(
                List.of(campaign.title(), campaign.summary(), campaign.story(), campaign.refundPolicy()));
        campaign.updates().forEach(told -> {
            texts.add(told.title());
            texts.add(told.body());
        });
        texts.forEach(text -> text.texts().forEach((locale, written) -> {
            for (var paragraph : written.split("\n\n")) {
                reader.accept(locale, paragraph);
            }
        }));
    }
}
