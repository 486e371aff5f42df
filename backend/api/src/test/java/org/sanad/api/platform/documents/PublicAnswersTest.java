package org.sanad.api.platform.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLTypeUtil;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sanad.api.organization.OrganizationRole;
import org.sanad.api.platform.graphql.GlobalId;
import org.sanad.api.platform.outbox.News;
import org.sanad.api.support.Api;
import org.sanad.api.support.Charities;
import org.sanad.api.support.SanadTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.execution.GraphQlSource;
import org.springframework.graphql.server.WebGraphQlHandler;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.http.server.reactive.MockServerHttpResponse;
import org.springframework.mock.web.server.MockServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** An answer by GET is everybody's: kept, dropped when the news says so, and never one that depends on who asks. */
@SanadTest
class PublicAnswersTest {

    private static final String CAMPAIGN =
            "query Page($slug: String!) { campaign: campaignBySlug(slug: $slug) { id title { text(locale: AR) } raised { amount } } }";
    private static final String LIST =
            "query Newest { campaigns(first: 5, orderBy: NEWEST) { nodes { id slug raised { amount } } } }";
    private static final String MINE = "{ viewer { name } }";
    private static final String HELD = "query Held($secret: String!) { myDonation(secret: $secret) { state } }";
    private static final String CHANGE =
            "mutation M($input: UpdatePreferencesInput!) { updatePreferences(input: $input) { userErrors { code } } }";

    @Autowired
    private Api api;

    @Autowired
    private Charities charities;

    @Autowired
    private WebGraphQlHandler handler;

    @Autowired
    private GraphQlSource source;

    @Autowired
    private News news;

    private final Map<String, String> documents = new LinkedHashMap<>();
    private PublicAnswers answers;
    private Charities.Charity charity;
    private String slug;
    private UUID campaign;

    @BeforeEach
    void begin() {
        for (var text : List.of(CAMPAIGN, LIST, MINE, HELD, CHANGE)) {
            documents.put(hash(text), text);
        }
        answers = new PublicAnswers(new Documents(documents), handler, source, news);
        answers.start();
        charity = charities.charity("جمعية الإجابات العامة");
        campaign = campaign();
    }

    @AfterEach
    void end() {
        answers.stop();
    }

    @Test
    void theSecondAskerCostsNoStatementAndGetsTheSameBytes() {
        var first = ask(CAMPAIGN, Map.of("slug", slug));
        assertThat(first.status()).isEqualTo(HttpStatus.OK);
        assertThat(JsonMapper.shared()
                        .readTree(first.bytes())
                        .at("/data/campaign/title/text")
                        .asString())
                .isEqualTo("حملة");
        var second = new PublicAnswer[1];
        assertThat(api.statements(() -> second[0] = ask(CAMPAIGN, Map.of("slug", slug))))
                .isZero();
        assertThat(second[0].bytes()).isEqualTo(first.bytes());
        assertThat(second[0].etag()).isEqualTo(first.etag());
    }

    @Test
    void howeverManyAskAtOnceItIsMadeOnce() {
        long once = api.statements(() -> ask(LIST, Map.of()));
        announce("campaign.published", campaign("other-" + UUID.randomUUID()));
        await().until(() -> api.statements(() -> ask(LIST, Map.of())) > 0);
        answers.stop();
        answers.start();
        assertThat(api.statements(() -> Flux.range(0, 50)
                        .flatMap(i -> answers.answer(query(LIST, Map.of())), 50)
                        .collectList()
                        .block()))
                .isEqualTo(once);
    }

    @Test
    void whatTheNewsTouchesIsMadeAnewWithinASecond() {
        var page = ask(CAMPAIGN, Map.of("slug", slug));
        var list = ask(LIST, Map.of());
        assertThat(new String(list.bytes(), StandardCharsets.UTF_8)).contains(slug);
        sql("update campaign_totals set raised = 4200 where campaign_id = ?", campaign);
        announce("campaign.progress", campaign);
        await().atMost(Duration.ofSeconds(1))
                .untilAsserted(() ->
                        assertThat(ask(CAMPAIGN, Map.of("slug", slug)).etag()).isNotEqualTo(page.etag()));
        await().atMost(Duration.ofSeconds(1))
                .untilAsserted(() -> assertThat(ask(LIST, Map.of()).etag()).isNotEqualTo(list.etag()));
        assertThat(new String(ask(CAMPAIGN, Map.of("slug", slug)).bytes(), StandardCharsets.UTF_8))
                .contains("\"42.00\"");
    }

    @Test
    void newsOfOtherCampaignsLeavesAPageAlone() {
        ask(CAMPAIGN, Map.of("slug", slug));
        var other = ask(LIST, Map.of());
        sql("update campaign_totals set raised = 100 where campaign_id = ?", campaign("other-" + UUID.randomUUID()));
        announce("campaign.progress", UUID.randomUUID());
        await().until(() -> api.statements(() -> ask(LIST, Map.of())) > 0);
        assertThat(other.isKept()).isTrue();
        assertThat(api.statements(() -> ask(CAMPAIGN, Map.of("slug", slug)))).isZero();
    }

    @Test
    void whatWasNotFoundIsFoundOnceItIsPublished() {
        var missing = "missing-" + UUID.randomUUID();
        assertThat(new String(ask(CAMPAIGN, Map.of("slug", missing)).bytes(), StandardCharsets.UTF_8))
                .contains("\"campaign\":null");
        announce("campaign.published", campaign(missing));
        await().atMost(Duration.ofSeconds(1))
                .untilAsserted(() -> assertThat(new String(
                                ask(CAMPAIGN, Map.of("slug", missing)).bytes(), StandardCharsets.UTF_8))
                        .contains("حملة"));
    }

    @Test
    void refusesWhatIsNotEverybodys() {
        assertThat(ask(MINE, Map.of()).status()).isEqualTo(HttpStatus.METHOD_NOT_ALLOWED);
        assertThat(ask(HELD, Map.of("secret", "AAAAAAAAAAAAAAAAAAAAAA")).status())
                .isEqualTo(HttpStatus.METHOD_NOT_ALLOWED);
        assertThat(ask(CHANGE, Map.of("input", Map.of())).status()).isEqualTo(HttpStatus.METHOD_NOT_ALLOWED);
        assertThat(answer("documentId=sha256:00").status()).isEqualTo(HttpStatus.NOT_FOUND);
        assertThat(answer("documentId=").status()).isEqualTo(HttpStatus.NOT_FOUND);
        assertThat(answer(query(CAMPAIGN, null) + "&variables=%7Bbroken").status())
                .isEqualTo(HttpStatus.BAD_REQUEST);
        assertThat(ask(CAMPAIGN, Map.of()).status()).isEqualTo(HttpStatus.BAD_REQUEST);
    }

    /** Each field of what the public sees, asked for alone: where a guest and an administrator are told different things, GET tells nothing. */
    @Test
    void noAnswerThatDependsOnWhoAsksIsGiven() {
        var administrator = charities.member(charity, OrganizationRole.ADMIN);
        var different = new ArrayList<String>();
        for (var text : everyField(source.schema())) {
            documents.put(hash(text), text);
            var guest = api.guest().document(text).execute().returnResponse();
            var member = api.person(administrator).document(text).execute().returnResponse();
            var given = ask(text, Map.of());
            if (!Objects.equals(guest.toMap().get("data"), member.toMap().get("data"))) {
                different.add(text);
                assertThat(given.status()).as(text).isEqualTo(HttpStatus.METHOD_NOT_ALLOWED);
                assertThat(given.isKept()).as(text).isFalse();
            } else if (given.status() == HttpStatus.OK) {
                assertThat(JsonMapper.shared()
                                .readValue(given.bytes(), Map.class)
                                .get("data"))
                        .as(text)
                        .isEqualTo(guest.toMap().get("data"));
            }
        }
        assertThat(different).as("what depends on who asks").anyMatch(text -> text.contains("viewerCanAdminister"));
    }

    @Test
    void overHttpItIgnoresCookiesSetsNoneAndKnowsItsOwnTag() {
        var filter = new PublicAnswersFilter(answers);
        var first = http(
                filter,
                get(query(CAMPAIGN, Map.of("slug", slug)))
                        .header("Cookie", "__Host-sanad=anything")
                        .header("Accept", "application/graphql-response+json")
                        .header("Accept-Encoding", "gzip, br"));
        assertThat(first.getStatusCode()).isEqualTo(HttpStatus.OK);
        assertThat(first.getCookies()).isEmpty();
        assertThat(first.getHeaders().getFirst("Content-Encoding")).isEqualTo("gzip");
        assertThat(first.getHeaders().getFirst("Cache-Control")).startsWith("public, max-age=");
        assertThat(first.getHeaders().get("Vary")).containsExactly("Accept", "Accept-Encoding");
        var again = http(
                filter,
                get(query(CAMPAIGN, Map.of("slug", slug)))
                        .header("If-None-Match", first.getHeaders().getFirst("ETag")));
        assertThat(again.getStatusCode()).isEqualTo(HttpStatus.NOT_MODIFIED);
        var mine = http(filter, get(query(MINE, Map.of())));
        assertThat(mine.getHeaders().getFirst("Cache-Control")).isEqualTo("no-store");
        assertThat(mine.getHeaders().getFirst("Allow")).isEqualTo("POST");
    }

    private static MockServerHttpRequest.BaseBuilder<?> get(String query) {
        return MockServerHttpRequest.method(HttpMethod.GET, URI.create("/graphql?" + query));
    }

    private static MockServerHttpResponse http(
            PublicAnswersFilter filter, MockServerHttpRequest.BaseBuilder<?> request) {
        var exchange = MockServerWebExchange.from(request);
        filter.filter(exchange, passed -> Mono.error(new AssertionError("was let through")))
                .block();
        return exchange.getResponse();
    }

    /** One document for each field without required arguments that can be reached from the public entities. */
    private List<String> everyField(GraphQLSchema schema) {
        var texts = new ArrayList<String>();
        var campaignId = GlobalId.encode('C', campaign);
        for (var field : schema.getQueryType().getFieldDefinitions()) {
            alone(field).ifPresent(selection -> texts.add("{ " + selection + " }"));
        }
        for (var field : schema.getObjectType("Campaign").getFieldDefinitions()) {
            alone(field)
                    .ifPresent(selection -> texts.add(
                            "{ node(id: \"" + campaignId + "\") { id ... on Campaign { " + selection + " } } }"));
        }
        for (var field : schema.getObjectType("Organization").getFieldDefinitions()) {
            alone(field)
                    .ifPresent(selection -> texts.add("{ node(id: \"" + charity.globalId()
                            + "\") { id ... on Organization { " + selection + " } } }"));
        }
        return texts;
    }

    private static java.util.Optional<String> alone(GraphQLFieldDefinition field) {
        if (field.getArguments().stream()
                .anyMatch(
                        argument -> GraphQLTypeUtil.isNonNull(argument.getType()) && !argument.hasSetDefaultValue())) {
            return java.util.Optional.empty();
        }
        var type = GraphQLTypeUtil.unwrapAll(field.getType());
        var arguments = field.getArgument("first") != null ? "(first: 5)" : "";
        if (!(type instanceof GraphQLObjectType object)) {
            return GraphQLTypeUtil.isLeaf(type)
                    ? java.util.Optional.of(field.getName() + arguments)
                    : java.util.Optional.empty();
        }
        if (object.getFieldDefinition("nodes") != null) {
            return java.util.Optional.of(field.getName() + arguments + " { nodes { __typename "
                    + (isNode(object) ? "id " : "") + "} pageInfo { hasNextPage } }");
        }
        var leaf = object.getFieldDefinitions().stream()
                .filter(inner -> GraphQLTypeUtil.isLeaf(GraphQLTypeUtil.unwrapAll(inner.getType()))
                        && inner.getArguments().isEmpty())
                .map(GraphQLFieldDefinition::getName)
                .findFirst()
                .orElse("__typename");
        return java.util.Optional.of(field.getName() + arguments + " { " + leaf + " }");
    }

    private static boolean isNode(GraphQLObjectType connection) {
        return GraphQLTypeUtil.unwrapAll(connection.getFieldDefinition("nodes").getType())
                        instanceof GraphQLObjectType node
                && node.getFieldDefinition("id") != null;
    }

    private PublicAnswer ask(String text, Map<String, Object> variables) {
        return answer(query(text, variables));
    }

    private PublicAnswer answer(String query) {
        return Objects.requireNonNull(answers.answer(query).block(Duration.ofSeconds(10)));
    }

    private static String query(String text, Map<String, Object> variables) {
        return "documentId=sha256:" + hash(text)
                + (variables == null
                        ? ""
                        : "&variables="
                                + URLEncoder.encode(
                                        JsonMapper.shared().writeValueAsString(variables), StandardCharsets.UTF_8));
    }

    private static String hash(String text) {
        return java.util.HexFormat.of()
                .formatHex(org.sanad.api.platform.web.Assets.sha256(text.getBytes(StandardCharsets.UTF_8)));
    }

    private UUID campaign() {
        slug = "public-" + UUID.randomUUID();
        return campaign(slug);
    }

    private UUID campaign(String slug) {
        var id = UUID.randomUUID();
        sql("""
                insert into campaigns (id, slug, organization_id, jurisdiction, status, purpose, title, summary, story, sector, currency, goal,
                  starts_on, minimum_gift, intentions, refund_policy, published_at)
                values (?, ?, ?, 'SY', 'ACTIVE', 'PROJECT', '{"ar": "حملة", "origin": "ar"}', '{"ar": "حملة", "origin": "ar"}',
                  '{"ar": "حملة", "origin": "ar"}', 'WATER', 'SYP', 1000000, '2026-01-01', 1000, '{GENERAL}',
                  '{"ar": "تُردّ التبرعات عند الطلب", "origin": "ar"}', now())""", id, slug, charity.id());
        return id;
    }

    private static void announce(String topic, UUID aggregate) {
        sql("insert into outbox (topic, aggregate_id, payload) values (?, ?, '{}')", topic, aggregate);
    }

    private static void sql(String sql, Object... values) {
        try (var connection = Api.as("sanad_owner");
                var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
