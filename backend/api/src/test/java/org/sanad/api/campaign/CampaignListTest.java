package org.sanad.api.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.sanad.api.organization.OrganizationRole;
import org.sanad.api.support.Api;
import org.sanad.api.support.Charities;
import org.sanad.api.support.SanadTest;

@SanadTest
class CampaignListTest {

    private static final String PAGE = """
            query ($filter: CampaignFilter, $order: CampaignOrder!, $first: Int, $after: String, $last: Int, $before: String) {
              campaigns(filter: $filter, orderBy: $order, first: $first, after: $after, last: $last, before: $before) {
                totalCount nodes { slug } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
              }
            }
            """;

    private final Api api;
    private final Charities charities;
    private final Campaigns campaigns;

    CampaignListTest(Api api, Charities charities, Campaigns campaigns) {
        this.api = api;
        this.charities = charities;
        this.campaigns = campaigns;
    }

    /** Twelve campaigns that a word of their own finds, with different ends and gifts. */
    private String twelve() throws SQLException {
        // letters only, and none that trigrams of another run could share
        // letters alone, and different ones for different digits: else one word is a slip of another, and search finds
        // both
        var word = UUID.randomUUID()
                .toString()
                .replace("-", "")
                .chars()
                .map(sign -> Character.isDigit(sign) ? sign - '0' + 'g' : sign)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        var charity = charities.charity("جمعية القائمة");
        var commands = new ArrayList<RecordCampaign>();
        for (int n = 0; n < 12; n++) {
            commands.add(CampaignWorld.campaign(
                    charity.id(),
                    word.substring(0, 20) + "-" + n,
                    "مدرسة " + word,
                    CampaignStatus.ACTIVE,
                    n % 3 == 0 ? null : LocalDate.of(2027, 1, 1 + n / 2),
                    Instant.now().minus(n / 2, ChronoUnit.DAYS).truncatedTo(ChronoUnit.MICROS)));
        }
        var recorded = Objects.requireNonNull(campaigns.record(commands).block());
        assertThat(recorded).allMatch(each -> each.verdict() == Recorded.Verdict.CREATED);
        try (var owner = Api.as("sanad_owner");
                var totals = owner.prepareStatement(
                        "update sanad.campaign_totals set raised = ?, donor_count = ? where campaign_id = ?")) {
            for (int n = 0; n < 12; n++) {
                totals.setLong(1, n * 17_000L);
                totals.setInt(2, n / 3);
                totals.setObject(3, recorded.get(n).id());
                totals.executeUpdate();
            }
        }
        return word;
    }

    @ParameterizedTest
    @EnumSource(CampaignOrder.class)
    void readsTheSameForwardAndBackwardInEachOrder(CampaignOrder order) throws SQLException {
        var word = twelve();
        var whole = page(word, order, Map.of("first", 100)).slugs();
        assertThat(whole).hasSize(12).doesNotHaveDuplicates();

        var forward = new ArrayList<String>();
        var arguments = new HashMap<String, Object>(Map.of("first", 5));
        for (Page page = page(word, order, arguments); ; page = page(word, order, arguments)) {
            forward.addAll(page.slugs());
            assertThat(page.total()).isEqualTo(12);
            if (!page.hasNext()) {
                break;
            }
            arguments.put("after", page.end());
        }
        assertThat(forward).isEqualTo(whole);

        var backward = new ArrayList<String>();
        arguments = new HashMap<>(Map.of("last", 5));
        for (Page page = page(word, order, arguments); ; page = page(word, order, arguments)) {
            var slugs = new ArrayList<>(page.slugs());
            Collections.reverse(slugs);
            backward.addAll(slugs);
            if (!page.hasPrevious()) {
                break;
            }
            arguments.put("before", page.start());
        }
        Collections.reverse(backward);
        assertThat(backward).isEqualTo(whole);
    }

    @Test
    void putsTheNearestToTheGoalBeforeThoseBeyondIt() throws SQLException {
        var slugs = page(twelve(), CampaignOrder.NEAREST_TO_GOAL, Map.of("first", 100))
                .slugs();
        assertThat(slugs.stream().map(slug -> slug.replaceFirst(".*-", "")))
                .containsExactly("5", "4", "3", "2", "1", "0", "6", "7", "8", "9", "10", "11");
    }

    @Test
    void refusesTheCursorOfAnotherOrder() throws SQLException {
        var word = twelve();
        var cursor = page(word, CampaignOrder.NEWEST, Map.of("first", 2)).end();
        api.guest()
                .document(PAGE)
                .variable("filter", Map.of("query", word))
                .variable("order", "MOST_GIVEN")
                .variable("after", cursor)
                .execute()
                .errors()
                .satisfy(errors -> assertThat(errors)
                        .singleElement()
                        .satisfies(error -> assertThat(error.getExtensions()).containsEntry("code", "BAD_INPUT")));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    أحمد شفاء المدرسة, احمد
                    أحمد شفاء المدرسة, أحــمَد
                    رعاية يتيمة, رعايه یتیمه
                    کتابخانهٔ مدرسه, كتابخانه
                    می‌روم به مدرسه, میروم
                    مسؤولية الجميع, مسووليه
                    حملة ٢٠٢٦ للشتاء, 2026
                    حملة ۲۰۲۶ للشتاء, ٢٠٢٦
                    كفالة الأيتام, كفالة الايتا
                    كفالة الأيتام, كفاله الايطام
                    Clean Water, CLEAN wat
                    """)
    void findsWordsInAnySpelling(String title, String query) {
        var charity = charities.charity("س");
        var slug = "spelling-" + UUID.randomUUID();
        campaigns
                .record(List.of(CampaignWorld.campaign(charity.id(), slug, title)))
                .block();
        assertThat(page(query, CampaignOrder.RELEVANCE, Map.of("first", 100)).slugs())
                .contains(slug);
        // names are kept as they were typed
        assertThat(Objects.requireNonNull(campaigns.bySlug(slug).block())
                        .title()
                        .texts())
                .containsValue(title);
    }

    @Test
    void narrowsByWhatIsAskedFor() {
        var charity = charities.charity("س");
        var slug = "filter-" + UUID.randomUUID();
        campaigns
                .record(List.of(CampaignWorld.campaign(charity.id(), slug, slug)))
                .block();
        assertThat(filtered(slug, Map.of())).isTrue();
        assertThat(filtered(slug, Map.of("areas", List.of("SY02", "KW01")))).isTrue();
        assertThat(filtered(slug, Map.of("areas", List.of("SY01")))).isFalse();
        assertThat(filtered(slug, Map.of("sectors", List.of("EDUCATION")))).isTrue();
        assertThat(filtered(slug, Map.of("sectors", List.of("HEALTH")))).isFalse();
        assertThat(filtered(slug, Map.of("intentions", List.of("ZAKAT")))).isFalse();
        assertThat(filtered(slug, Map.of("jurisdictions", List.of("SY"), "purposes", List.of("PROJECT"))))
                .isTrue();
        assertThat(filtered(slug, Map.of("sdgs", List.of(4, 17)))).isTrue();
        assertThat(filtered(slug, Map.of("sdgs", List.of(5)))).isFalse();
        assertThat(filtered(slug, Map.of("statuses", List.of("CLOSED")))).isFalse();
        assertThat(filtered(slug, Map.of("initiativeId", "nonsense"))).isFalse();
    }

    private boolean filtered(String query, Map<String, Object> more) {
        var filter = new HashMap<>(more);
        filter.put("query", query);
        return api.guest()
                .document(PAGE)
                .variable("filter", filter)
                .variable("order", "RELEVANCE")
                .execute()
                .path("campaigns.nodes[*].slug")
                .entityList(String.class)
                .get()
                .contains(query);
    }

    @Test
    void takesNullForTheDefault() {
        api.guest()
                .document(
                        "{ campaigns(filter: null, orderBy: null, first: 1) { nodes { id } } organizations(orderBy: null, locale: null, first: 1) { nodes { id } } }")
                .execute()
                .errors()
                .verify();
    }

    @Test
    void isOneStatementAndCountsOnlyWhenAsked() {
        charities.charity("س");
        var list = "{ campaigns(first: 20) { nodes { slug raised { amount } areas { pcode } closedFor } } }";
        assertThat(statements(null, list)).isEqualTo(1);
        assertThat(statements(null, list.replace("nodes", "totalCount nodes"))).isEqualTo(2);
        assertThat(statements(null, list.replace("slug", "organization { slug }")))
                .isEqualTo(2);
    }

    @Test
    void takesAsManyStatementsForTwentyOrganizationsAsForOne() {
        String viewer = null;
        var slugs = new ArrayList<String>();
        for (int n = 0; n < 20; n++) {
            var charity = charities.charity("كثيرة");
            viewer = charities.member(charity, OrganizationRole.VIEWER);
            slugs.add(charity.slug());
            campaigns
                    .record(List.of(
                            CampaignWorld.campaign(charity.id(), "many-" + UUID.randomUUID(), "أولى"),
                            CampaignWorld.campaign(charity.id(), "many-" + UUID.randomUUID(), "ثانية")))
                    .block();
        }
        for (int size : List.of(1, 20)) {
            for (var person : new ArrayList<String>(java.util.Arrays.asList(null, viewer))) {
                assertThat(statements(
                                person,
                                "{ organizations(filter: {query: \"كثيرة\"}, first: " + size
                                        + ") { nodes { slug campaigns(first: 5) { nodes { slug } } } } }"))
                        .isEqualTo(2);
                assertThat(
                                statements(
                                        person,
                                        "{ organizations(first: " + size
                                                + ") { nodes { campaigns(first: 5) { totalCount nodes { viewerCanEdit updates { nodes { id } } } } } } }"))
                        .isLessThanOrEqualTo(5);
            }
        }
        assertThat(statements(null, "{ campaignBySlug(slug: \"none\") { organization { slug } } }"))
                .isLessThanOrEqualTo(2);
    }

    private long statements(@org.jspecify.annotations.Nullable String person, String document) {
        return api.statements(() -> (person == null ? api.guest() : api.person(person))
                .document(document)
                .execute()
                .errors()
                .verify());
    }

    record Page(List<String> slugs, int total, boolean hasNext, boolean hasPrevious, String start, String end) {}

    private Page page(String query, CampaignOrder order, Map<String, Object> arguments) {
        var request = api.guest()
                .document(PAGE)
                .variable("filter", Map.of("query", query))
                .variable("order", order.name());
        for (var argument : arguments.entrySet()) {
            request = request.variable(argument.getKey(), argument.getValue());
        }
        var response = request.execute();
        return new Page(
                response.path("campaigns.nodes[*].slug")
                        .entityList(String.class)
                        .get(),
                response.path("campaigns.totalCount").entity(Integer.class).get(),
                response.path("campaigns.pageInfo.hasNextPage")
                        .entity(Boolean.class)
                        .get(),
                response.path("campaigns.pageInfo.hasPreviousPage")
                        .entity(Boolean.class)
                        .get(),
                response.path("campaigns.pageInfo.startCursor")
                        .entity(String.class)
                        .get(),
                response.path("campaigns.pageInfo.endCursor")
                        .entity(String.class)
                        .get());
    }
}
