package org.sanad.api.donation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.sanad.api.platform.security.PersonalRecords.Departed;
import org.sanad.api.support.Api;
import org.sanad.api.support.SanadTest;
import org.springframework.context.ApplicationContext;

/** Who deletes the account is cut off from their gifts; the gifts, the ledger and the receipts stay. */
@SanadTest
class PersonalGiftsTest {

    private static final String NAME = "هدى الفاضل";

    private final Api api;
    private final PersonalGifts records;
    private final Scene scene = Scene.set();
    private final FinanceOffice office;
    private final Giver giver;

    PersonalGiftsTest(Api api, PersonalGifts records, ApplicationContext context) {
        this.api = api;
        this.records = records;
        this.office = new FinanceOffice(api, scene);
        this.giver = new Giver(api, scene, context);
    }

    @Test
    void cutsGiftsOffAndKeepsTheBooks() {
        var subject = "leaving-" + UUID.randomUUID();
        var email = subject + "@mail.test";
        var said = Map.<String, Object>of(
                "donorName",
                NAME,
                "email",
                email,
                "phone",
                "+96550001234",
                "publishName",
                true,
                "displayName",
                NAME,
                "dedication",
                "إلى روح أبي");
        var first = giver.give(api.person(subject), said);
        var second = giver.give(api.person(subject), said);
        var underWay = giver.begin(api.person(subject), said);
        var asGuest = giver.give(api.guest(), said);
        var others = giver.give(api.guest(), Map.of());
        Scene.run("update donations set dedication_state = 'SHOWN' where id = ?", first.id());
        var receipt = Scene.column("select code from receipts where donation_id = ?", first.id());
        assertThat(scene.donorCount()).isEqualTo(3);

        for (int i = 0; i < 2; i++) {
            records.forget(new Departed(Api.actorId(subject), email)).block();

            for (var table : new String[] {
                "donations", "donation_donors", "public_donations", "receipts", "campaign_donors", "donation_requests"
            }) {
                assertThat(Scene.column("select t::text from " + table + " t"))
                        .as(table)
                        .noneMatch(row ->
                                row.toString().contains(Api.actorId(subject).toString())
                                        || row.toString().contains(subject)
                                        || (row.toString().contains(scene.organization.toString())
                                                && row.toString().contains(NAME)));
            }
            assertThat(scene.raised()).isEqualTo(50_000);
            assertThat(scene.donationCount()).isEqualTo(4);
            assertThat(scene.donorCount()).isEqualTo(3);
            assertThat(Scene.ledgerFaults()).isEmpty();
        }
        // the receipt is what it was
        assertThat(Scene.column("select code from receipts where donation_id = ?", first.id()))
                .isEqualTo(receipt);
        assertThat(Scene.column(
                        "select name from receipt_names n join receipts r on r.id = n.receipt_id where r.donation_id = ?",
                        first.id()))
                .containsExactly(NAME);
        // and nobody else's gift was touched
        assertThat(Scene.column("select email from donation_donors where donation_id = ?", others.id()))
                .containsExactly("donor@mail.test");

        // money still moves as before: what was under way arrives, and what is paid back leaves the count of donors
        // right
        giver.pay(underWay);
        assertThat(scene.donationCount()).isEqualTo(5);
        assertThat(scene.donorCount()).isEqualTo(3);
        for (var gift : new Giver.Gift[] {first, second, underWay}) {
            office.refund(gift.id(), UUID.randomUUID().toString())
                    .path("refundDonation.userErrors")
                    .entityList(Object.class)
                    .hasSize(0);
        }
        assertThat(scene.donorCount()).isEqualTo(2);
        assertThat(Scene.ledgerFaults()).isEmpty();
        assertThat(asGuest.id()).isNotNull();
    }
}
