package org.sanad.api.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.r2dbc.postgresql.PostgresqlConnectionConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sanad.api.organization.Sector;
import org.sanad.api.platform.db.Database;
import org.sanad.api.platform.db.Sql;
import org.sanad.api.platform.graphql.Cursors;
import org.sanad.api.platform.graphql.Page;
import org.sanad.api.platform.security.Actor;
import org.sanad.api.support.Postgres;
import org.sanad.api.support.SanadTest;

/** The statements that every visitor causes reach an index ahead of row-level security, as {@code sanad_api}, at 20,000 campaigns. */
@SanadTest
class CampaignPlansTest {

    private static String address = "";

    private final Cursors cursors;
    private CampaignRepository repository;
    private Database database;

    CampaignPlansTest(Cursors cursors) {
        this.cursors = cursors;
    }

    @BeforeEach
    void manyCampaigns() throws SQLException {
        if (address.isEmpty()) {
            address = Postgres.database("sanad_plans");
            Flyway.configure()
                    .dataSource("jdbc:postgresql://" + address, "sanad_owner", Postgres.PASSWORD)
                    .schemas("sanad")
                    .defaultSchema("sanad")
                    .load()
                    .migrate();
            try (var owner = owner();
                    var statement = owner.createStatement()) {
                statement.execute("""
                        insert into sanad.organizations (slug, kind, jurisdiction, name)
                        select 'o-' || n, 'CHARITY', 'SY', jsonb_build_object('ar', 'جمعية ' || n, 'origin', 'ar')
                        from generate_series(1, 500) n
                        """);
                statement.execute("""
                        insert into sanad.campaigns (slug, organization_id, jurisdiction, status, purpose, title, summary, story, sector,
                          currency, goal, starts_on, ends_on, minimum_gift, refund_policy, published_at, areas, created_at)
                        select 'c-' || n, o.id, 'SY', case when n % 10 = 0 then 'DRAFT' else 'ACTIVE' end, 'PROJECT',
                          jsonb_build_object('ar', 'حملة ' || md5(n::text), 'origin', 'ar'), t, t, 'HEALTH', 'SYP', 100, '2026-01-01',
                          date '2030-01-01' + n % 500, 1, t, case when n % 10 = 0 then null else now() - n * interval '1 minute' end,
                          array['SY0' || (1 + n % 9)], now() - n * interval '1 minute'
                        from generate_series(1, 20000) n
                        join sanad.organizations o on o.slug = 'o-' || (1 + n % 500)
                        cross join (values ('{"ar": "نص", "origin": "ar"}'::jsonb)) text (t)
                        """);
                statement.execute("update sanad.campaign_totals set raised = abs(hashtext(campaign_id::text)) % 200,"
                        + " donor_count = abs(hashtext(campaign_id::text)) % 300");
                statement.execute("vacuum analyze sanad.campaigns, sanad.campaign_cards, sanad.campaign_totals");
            }
        }
        var server = java.net.URI.create("postgresql://" + address);
        database = new Database(
                new PostgresqlConnectionFactory(PostgresqlConnectionConfiguration.builder()
                        .host(server.getHost())
                        .port(server.getPort())
                        .database(server.getPath().substring(1))
                        .username("sanad_api")
                        .password(Postgres.PASSWORD)
                        .build()),
                Duration.ofSeconds(10),
                Counter.builder("none").register(new SimpleMeterRegistry()));
        repository = new CampaignRepository(database, cursors, Clock.systemUTC());
    }

    private static Connection owner() throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://" + address, "sanad_owner", Postgres.PASSWORD);
    }

    @ParameterizedTest
    @EnumSource(
            value = CampaignOrder.class,
            names = {"NEWEST", "ENDING_SOON", "NEAREST_TO_GOAL", "MOST_GIVEN"})
    void eachOrderOfThePublicListReadsItsIndex(CampaignOrder order) {
        assertThat(plan(repository.page(CampaignFilter.NONE, order, Page.of(20, null), false)))
                .doesNotContain("Seq Scan")
                .doesNotContain("Sort");
    }

    @Test
    void filtersReadIndexes() {
        var filter = new CampaignFilter(
                null, List.of("SY03"), List.of(Sector.HEALTH), null, null, null, null, List.of(13), null);
        assertThat(plan(repository.page(filter, CampaignOrder.NEWEST, Page.of(20, null), false)))
                .doesNotContain("Seq Scan");
    }

    @Test
    void aSearchReadsBothOfItsIndexesWithinTheStatementThatFilters() {
        var filter = new CampaignFilter("مدرسة", null, List.of(Sector.HEALTH), null, null, null, null, null, null);
        assertThat(plan(repository.page(filter, CampaignOrder.RELEVANCE, Page.of(20, null), false)))
                .contains("campaign_cards_vector", "campaign_cards_words")
                .doesNotContain("Seq Scan on campaign_cards", "Function Scan");
    }

    @Test
    void twentyOrganizationsReadTheirOwnAheadOfThePolicy() {
        var ids = Set.copyOf(database.many("select id from organizations limit 20", row -> row.get(0, UUID.class))
                .collectList()
                .block());
        assertThat(plan(repository.pages(ids, null, Page.of(5, null), false)))
                .contains("campaigns_of_organization")
                .doesNotContain("Seq Scan");
    }

    private String plan(Sql sql) {
        var actor = Actor.of("issuer", "somebody", false, Set.of(), null, null);
        return database.many("explain " + sql.text(), row -> row.get(0, String.class), sql.values())
                .collect(Collectors.joining("\n"))
                .contextWrite(context -> context.put(Actor.KEY, actor))
                .block();
    }
}
