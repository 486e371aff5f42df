package org.sanad.api;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.sanad.api.organization.OrganizationRole;
import org.sanad.api.platform.graphql.GlobalId;
import org.sanad.api.support.Api;
import org.sanad.api.support.Charities;
import org.sanad.api.support.Letterbox;
import org.sanad.api.support.Postgres;
import org.sanad.api.support.TestDatabase;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.graphql.test.tester.HttpGraphQlTester;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestConstructor;

/**
 * What visitors cause most reads no large table from one end to the other. PostgreSQL itself tells, of the very statements that are sent for the
 * benchmark's documents, those inside of functions included: {@code auto_explain} sends each plan along as a notice, and the driver logs it.
 *
 * <p>The planner chooses by real rows and fresh statistics, twelve thousand campaigns and ten thousand gifts: enough that it would never
 * read them all for a page of twenty, and few enough to make in seconds.
 */
@SpringBootTest(classes = SanadApi.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = HotStatementsTest.Explained.class)
@Import({Api.class, Charities.class, Letterbox.class})
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
@DirtiesContext
class HotStatementsTest {

    private static final Path DOCUMENTS = Path.of("../bench/queries");
    private static final Pattern PLAN = Pattern.compile("Query Text: (.*)", Pattern.DOTALL);
    private static final Pattern SCAN = Pattern.compile("Seq Scan on (\\w+)[^\n]*\\(actual");
    private static final int LARGE = 1_000;

    private static String address = "";
    private static String officer = "";
    private static UUID campaign = new UUID(0, 0);
    private static Set<String> large = Set.of();

    private final Api api;
    private final Charities charities;
    private final List<String> plans = new CopyOnWriteArrayList<>();
    private final Logger driver = (Logger) LoggerFactory.getLogger("io.r2dbc.postgresql.client.ReactorNettyClient");
    private final Notices notices = new Notices(plans::add);

    HotStatementsTest(Api api, Charities charities) {
        this.api = api;
        this.charities = charities;
    }

    /** Points the application at a database of its own, in which each statement of the API is explained. */
    static final class Explained implements ApplicationContextInitializer<ConfigurableApplicationContext> {

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            var name = "sanad_hot";
            address = Postgres.database(name);
            run(statement -> {
                for (var setting : List.of(
                        // an SSD's, with which a table of some thousand rows weighs as a large one does on a disk that
                        // turns
                        "random_page_cost = 1.1",
                        "session_preload_libraries = 'auto_explain'",
                        "auto_explain.log_min_duration = 0",
                        "auto_explain.log_analyze = on",
                        "auto_explain.log_timing = off",
                        "auto_explain.log_nested_statements = on",
                        "auto_explain.log_level = 'notice'")) {
                    statement.execute("alter role sanad_api in database " + name + " set " + setting);
                }
            });
            TestPropertyValues.of(TestDatabase.settings(address)).applyTo(context);
        }
    }

    /** Takes the plans out of what the driver logs. */
    private static final class Notices extends AppenderBase<ILoggingEvent> {

        private final Consumer<String> plans;

        Notices(Consumer<String> plans) {
            this.plans = plans;
            setName("plans");
        }

        @Override
        protected void append(ILoggingEvent event) {
            var message = event.getFormattedMessage();
            if (message.startsWith("Notice:") && message.contains("Query Text:")) {
                plans.accept(message);
            }
        }
    }

    private interface Work {
        void with(java.sql.Statement statement) throws SQLException;
    }

    /** Runs statements as the superuser, who is under no policy. */
    private static void run(Work work) {
        try (var connection = superuser();
                var statement = connection.createStatement()) {
            work.with(statement);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static Connection superuser() throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://" + address + "?user=postgres&password=postgres");
    }

    @BeforeEach
    void listen() {
        if (large.isEmpty()) {
            fill();
        }
        notices.start();
        driver.addAppender(notices);
        driver.setAdditive(false);
        driver.setLevel(Level.DEBUG);
    }

    @AfterEach
    void listenNoMore() {
        driver.detachAppender(notices);
        driver.setAdditive(true);
        driver.setLevel(null);
    }

    private void fill() {
        var charity = charities.charity("جمعية الإحسان");
        officer = charities.member(charity, OrganizationRole.FINANCE);
        run(statement -> {
            statement.execute("set search_path = sanad");
            statement.execute("""
                    insert into organizations (slug, kind, jurisdiction, name, areas)
                    select 'o-' || n, 'CHARITY', 'SY', jsonb_build_object('ar', 'جمعية ' || n, 'origin', 'ar'), array['SY0' || (1 + n % 9)]
                    from generate_series(1, 1999) n""");
            statement.execute("""
                    insert into campaigns (slug, organization_id, jurisdiction, status, purpose, title, summary, story, sector, currency, goal,
                      starts_on, ends_on, minimum_gift, refund_policy, published_at, areas, created_at)
                    select 'c-' || n, o.id, 'SY', case when n % 10 = 3 then 'CLOSED' else 'ACTIVE' end, 'PROJECT',
                      jsonb_build_object('ar', (array['ترميم مدرسة ', 'حفر بئر ', 'كفالة أيتام '])[1 + n % 3] || md5(n::text), 'origin', 'ar'), t, t,
                      (array['EDUCATION', 'WATER', 'ORPHANS'])[1 + n % 3], 'SYP', 1000000, '2026-01-01', date '2030-01-01' + n % 500, 1, t,
                      now() - n * interval '1 minute', array['SY0' || (1 + n % 9)], now() - n * interval '1 minute'
                    from generate_series(1, 12000) n
                    join (select id, row_number() over (order by slug) as place from organizations) o on o.place = 1 + n % 2000
                    cross join (values ('{"ar": "نص", "origin": "ar"}'::jsonb)) text (t)""");
            // gifts as any are, with all that hangs on them
            statement.execute("""
                    select write_settled(jsonb_agg(jsonb_build_object('id', uuidv7(), 'campaign_id', c.id, 'currency', 'SYP', 'amount', 100 + n,
                      'intention', 'GENERAL', 'channel', 'IMPORT', 'is_anonymous', n % 2 = 0,
                      'reference', 'D-' || translate(lpad(n::text, 4, '0') || '-' || upper(right(md5(n::text), 4)), 'ILOU', '1100'),
                      'display_name', case when n % 2 = 1 then 'علي' end, 'locale', 'AR', 'origin', 'hot:' || n,
                      'created_at', now() - n * interval '1 second', 'received_at', now() - n * interval '1 second', 'donor_name', 'علي',
                      'receipt_code', upper(translate(right(md5(n::text), 10), 'ilou', '1100')))), now())
                    from generate_series(1, 9999) n
                    join (select id, row_number() over (order by slug) as place from campaigns where status = 'ACTIVE') c on c.place = 1 + n * n % 4000""");
            statement.execute("vacuum analyze");
            try (var row = statement.executeQuery(
                    "select c.id from campaigns c join organizations o on o.id = c.organization_id where o.slug = '"
                            + charity.slug() + "' and c.status = 'ACTIVE' limit 1")) {
                if (row.next()) {
                    campaign = Objects.requireNonNull(row.getObject(1, UUID.class));
                }
            }
            var found = new ArrayList<String>();
            try (var rows = statement.executeQuery(
                    "select relname from pg_class where relnamespace = 'sanad'::regnamespace and relkind = 'r'"
                            + " and reltuples > " + LARGE)) {
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
            }
            large = Set.copyOf(found);
        });
        assertThat(campaign).isNotEqualTo(new UUID(0, 0));
        assertThat(large)
                .contains(
                        "organizations",
                        "campaigns",
                        "campaign_cards",
                        "donations",
                        "public_donations",
                        "transfers",
                        "postings",
                        "receipts");
    }

    static Stream<Arguments> documents() {
        return Stream.of(
                Arguments.of("point", Map.of("id", (Object) "campaign")),
                Arguments.of("list", Map.of()),
                Arguments.of("nested", Map.of("area", "SY03")),
                Arguments.of("search", Map.of("words", "حفر بير", "sector", "WATER", "country", "SY")),
                Arguments.of(
                        "home-near",
                        Map.of(
                                "filter",
                                Map.of("jurisdictions", List.of("SY"), "statuses", List.of("ACTIVE")),
                                "locale",
                                "AR")),
                Arguments.of("home-totals", Map.of()));
    }

    @ParameterizedTest
    @MethodSource("documents")
    void whatVisitorsAskReadsIndexes(String name, Map<String, Object> variables) {
        // a prepared statement is planned for its values five times, then perhaps once for all
        for (int time = 0; time < 7; time++) {
            ask(api.guest(), name, variables);
        }
        expectNoScan();
    }

    @Test
    void recordingAGiftReadsIndexes() {
        for (int time = 0; time < 7; time++) {
            ask(api.person(officer), "give", Map.of("input", slip()));
        }
        expectNoScan();
        assertThat(plans).as("the plans inside of functions").anyMatch(plan -> plan.contains("insert into postings"));
    }

    private static Map<String, Object> slip() {
        return Map.of(
                "campaignId", GlobalId.encode('C', campaign),
                "amount", Map.of("amount", "50.00", "currency", "SYP"),
                "receivedOn", "2026-02-01",
                "slipNumber", UUID.randomUUID().toString(),
                "donorName", "علي",
                "idempotencyKey", UUID.randomUUID().toString());
    }

    private void ask(HttpGraphQlTester tester, String name, Map<String, Object> variables) {
        var request = tester.document(document(name));
        variables.forEach((variable, value) ->
                request.variable(variable, value.equals("campaign") ? GlobalId.encode('C', campaign) : value));
        for (int i = 1; ; i++) {
            try {
                var answer = request.execute().errors().verify();
                if (name.equals("give")) {
                    answer.path("recordCashDonation.userErrors")
                            .entityList(Object.class)
                            .hasSize(0);
                }
                return;
            } catch (AssertionError busy) {
                // the first of all, with everything explained, may take longer than an answer may
                if (i == 50 || !String.valueOf(busy.getMessage()).contains("503")) {
                    throw busy;
                }
            }
        }
    }

    private static String document(String name) {
        try {
            return Files.readString(DOCUMENTS.resolve(name + ".graphql"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void expectNoScan() {
        assertThat(plans).as("plans that PostgreSQL told of").isNotEmpty();
        for (var plan : plans) {
            var scan = SCAN.matcher(plan);
            while (scan.find()) {
                var table = scan.group(1);
                var said = PLAN.matcher(plan);
                assertThat(large.contains(table))
                        .as("%s is read from end to end: %s", table, said.find() ? said.group(1) : plan)
                        .isFalse();
            }
        }
    }
}
