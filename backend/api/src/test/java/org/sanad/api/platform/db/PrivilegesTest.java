package org.sanad.api.platform.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sanad.api.support.Api;
import org.sanad.api.support.SanadTest;

/** What the catalog says of who may do what: rules that a new table or function keeps, or this fails. */
@SanadTest
class PrivilegesTest {

    /** Tables without row-level security: published columns only, or the same for everyone. */
    private static final List<String> PUBLIC = List.of(
            "areas",
            "campaign_cards",
            "campaign_totals",
            "currencies",
            "flyway_schema_history",
            "organization_cards",
            "organization_finances",
            "public_donations");

    @Test
    void everyOtherTableIsUnderRowLevelSecurityItsOwnerToo() throws SQLException {
        assertThat(names("""
                        select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
                        where n.nspname = 'sanad' and c.relkind in ('r', 'p') and not (c.relrowsecurity and c.relforcerowsecurity)
                        order by 1""")).containsExactlyElementsOf(PUBLIC);
    }

    @Test
    void nobodyWritesToAPublicTableButItsTriggersAndFunctions() throws SQLException {
        assertThat(names("""
                        select t || ': ' || r || ' ' || p from unnest(array['%s']) t
                        cross join unnest(array['sanad_api', 'sanad_job', 'sanad_relay', 'sanad_identity', 'public']) r
                        cross join unnest(array['insert', 'update', 'delete', 'truncate']) p
                        where has_table_privilege(r, 'sanad.' || t, p)
                           or p in ('insert', 'update') and has_any_column_privilege(r, 'sanad.' || t, p)""".formatted(String.join("','", PUBLIC)))).isEmpty();
    }

    @Test
    void noRunTimeRoleWritesToTheLedgerOrPassesByAPolicy() throws SQLException {
        assertThat(names("""
                        select t || ': ' || r || ' ' || p
                        from unnest(array['accounts', 'transfers', 'postings', 'donations', 'receipts', 'receipt_counters', 'campaign_donors',
                          'donation_donors', 'donation_requests', 'receipt_names']) t
                        cross join unnest(array['sanad_api', 'sanad_job', 'sanad_relay', 'sanad_identity', 'public']) r
                        cross join unnest(array['insert', 'update', 'delete', 'truncate']) p
                        where has_table_privilege(r, 'sanad.' || t, p)
                           or p in ('insert', 'update') and has_any_column_privilege(r, 'sanad.' || t, p)""")).isEmpty();
        assertThat(names("""
                        select rolname from pg_roles where rolname like 'sanad%' and (rolbypassrls or rolsuper or rolcreaterole or rolcreatedb)""")).isEmpty();
    }

    /** What a definer function names must be ours: without pg_temp at the end, a caller's temporary table would come first. */
    @Test
    void aFunctionThatActsForTheOwnerLooksForNothingOfItsCallers() throws SQLException {
        assertThat(names("""
                        select p.proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace
                        where n.nspname in ('sanad', 'identity') and p.prosecdef
                          and not coalesce(p.proconfig, '{}') && array['search_path=sanad, pg_temp']
                        order by 1""")).isEmpty();
    }

    @Test
    void onlyWhatTellsOfTheCallerIsForEveryone() throws SQLException {
        assertThat(names("""
                        select p.proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace
                        where n.nspname in ('sanad', 'identity') and p.prosecdef and p.prorettype <> 'trigger'::regtype
                          and has_function_privilege('public', p.oid, 'execute')
                        order by 1"""))
                .containsExactly(
                        "finance_organizations",
                        "gift_organizations",
                        "has_platform_role",
                        "jurisdiction_of_organization",
                        "key_scope",
                        "organizations_of_actor",
                        "organizations_within");
    }

    private static List<String> names(String sql) throws SQLException {
        try (var connection = Api.as("sanad_owner");
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var names = new ArrayList<String>();
            while (rows.next()) {
                names.add(rows.getString(1));
            }
            return names;
        }
    }
}
