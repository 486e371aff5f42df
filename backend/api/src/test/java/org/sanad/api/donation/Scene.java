package org.sanad.api.donation;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.sanad.api.support.Api;

/** Sets the scene of a test: a body, its campaigns, people with roles. And reads what truly stands in the tables, as nobody's viewer. */
final class Scene {

    final UUID organization;
    final UUID campaign;

    private Scene(UUID organization, UUID campaign) {
        this.organization = organization;
        this.campaign = campaign;
    }

    /** A body in Kuwait with a campaign of its own, in dinar, that takes general gifts and zakat from 1 to 5,000 dinar. */
    static Scene set() {
        var organization = UUID.randomUUID();
        run("""
                insert into organizations (id, slug, kind, jurisdiction, name)
                values (?, 'body-' || ?, 'CHARITY', 'KW', '{"ar": "جمعية الاختبار", "origin": "ar"}')""", organization, organization.toString());
        return new Scene(organization, campaignOf(organization));
    }

    static UUID campaignOf(UUID organization) {
        var campaign = UUID.randomUUID();
        run("""
                insert into campaigns (id, slug, organization_id, jurisdiction, status, purpose, title, summary, story, sector, currency, goal,
                  starts_on, minimum_gift, maximum_gift, intentions, religious_authority, refund_policy, published_at)
                values (?, 'campaign-' || ?, ?, 'KW', 'ACTIVE', 'PROJECT', '{"ar": "حملة", "origin": "ar"}', '{"ar": "حملة", "origin": "ar"}',
                  '{"ar": "حملة", "origin": "ar"}', 'WATER', 'KWD', 1000000, '2026-01-01', 1000, 5000000, '{GENERAL,ZAKAT}',
                  '{"ar": "هيئة", "origin": "ar"}', '{"ar": "تُردّ التبرعات عند الطلب", "origin": "ar"}', now())""", campaign, campaign.toString(), organization);
        return campaign;
    }

    /** Makes a person a member of the body with these roles. */
    void member(String subject, String... roles) {
        person(subject);
        run(
                "insert into memberships (organization_id, actor_id, roles, state) values (?, ?, ?::text[], 'ACTIVE')",
                organization,
                Api.actorId(subject),
                "{" + String.join(",", roles) + "}");
    }

    /** Gives a person a role across the platform. */
    static void platformRole(String subject, String role) {
        person(subject);
        run(
                "insert into platform_roles (actor_id, role) values (?, ?) on conflict do nothing",
                Api.actorId(subject),
                role);
    }

    private static void person(String subject) {
        run(
                "insert into actors (id, issuer, subject) values (?, ?, ?) on conflict do nothing",
                Api.actorId(subject),
                Api.ISSUER,
                subject);
    }

    /** Changes rows as the owner, whom policies let do everything. */
    static int run(String sql, Object... values) {
        try (var connection = Api.as("sanad_owner");
                var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            return statement.executeUpdate();
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Reads the first column of every row. */
    static List<Object> column(String sql, Object... values) {
        try (var connection = Api.as("sanad_owner");
                var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            try (var rows = statement.executeQuery()) {
                var column = new ArrayList<>();
                while (rows.next()) {
                    column.add(rows.getObject(1));
                }
                return column;
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    static long number(String sql, Object... values) {
        return ((Number) column(sql, values).getFirst()).longValue();
    }

    long raised() {
        return number("select raised from campaign_totals where campaign_id = ?", campaign);
    }

    long donationCount() {
        return number("select donation_count from campaign_totals where campaign_id = ?", campaign);
    }

    long donorCount() {
        return number("select donor_count from campaign_totals where campaign_id = ?", campaign);
    }

    /** Faults of the whole ledger: unbalanced transfers, balances and totals that differ from their postings, accounts below nothing. Empty. */
    static List<Object> ledgerFaults() {
        // campaigns without an account never had a gift: other domains' tests set the totals of theirs by hand
        return column("""
                with totals as (
                  select * from campaign_totals where campaign_id in (select campaign_id from accounts where campaign_id is not null))
                select 'transfer ' || transfer_id from postings group by transfer_id having sum(amount) <> 0
                union all
                select 'account ' || a.id from accounts a left join postings p on p.account_id = a.id
                  group by a.id having a.balance <> coalesce(sum(p.amount), 0)
                union all
                select 'overdrawn ' || id from accounts where balance < 0 and kind not in ('GATEWAY', 'CASH', 'EXTERNAL')
                union all
                select 'campaign ' || t.campaign_id from totals t
                  left join accounts a on a.campaign_id = t.campaign_id and a.currency = t.currency
                  left join postings p on p.account_id = a.id
                  group by t.campaign_id, t.raised having t.raised <> coalesce(sum(p.amount), 0)
                union all
                select 'count ' || t.campaign_id from totals t
                  where t.donation_count <> (select count(*) from donations d where d.campaign_id = t.campaign_id and d.state = 'SUCCEEDED'
                    and coalesce(d.refund_state, 'FAILED') = 'FAILED')
                union all
                select 'public ' || t.campaign_id from totals t
                  where t.donation_count <> (select count(*) from public_donations p where p.campaign_id = t.campaign_id)
                union all
                select 'donors ' || t.campaign_id from totals t
                  where t.donor_count <> (select count(*) from campaign_donors c where c.campaign_id = t.campaign_id and c.gifts > 0)
                union all
                select 'currency ' || currency from (select currency, raised from raised_by_currency) by_currency
                  full join (
                    select t.currency, sum(raised) as raised from totals t group by t.currency having sum(raised) > 0) own using (currency)
                  where by_currency.raised is distinct from own.raised
                union all
                select 'receipts ' || organization_id from receipts group by organization_id, year
                  having count(*) <> max(serial) or min(serial) <> 1""");
    }
}
