package org.sanad.api.donation;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.sanad.api.platform.graphql.GlobalId;
import org.sanad.api.support.Api;
import org.sanad.api.support.SanadTest;

/** Refunds that something comes in between of: a crash, or a receipt issued anew at the same instant. */
@SanadTest
class RefundsUnderWayTest {

    private final Api api;
    private final Settlements settlements;
    private final Scene scene = Scene.set();
    private final String finance = "finance-" + scene.organization;

    RefundsUnderWayTest(Api api, Settlements settlements) {
        this.api = api;
        this.settlements = settlements;
    }

    @BeforeEach
    void people() {
        scene.member(finance, "FINANCE");
    }

    @Test
    void aCashRefundThatWasCutShortIsFinished() throws Exception {
        var gift = cash();
        try (var connection = acting()) {
            request(connection, gift);
            connection.commit();
        }
        Scene.run(
                "update donations set refund_requested_at = refund_requested_at - interval '5 minutes' where id = ?",
                gift);

        settlements.sweep().block();

        assertThat(Scene.column("select state from donations where id = ?", gift))
                .containsExactly("REFUNDED");
        assertThat(Scene.ledgerFaults()).isEmpty();
    }

    @Test
    @Timeout(60)
    void noReceiptOfAGiftThatIsPaidBackStaysValid() throws Exception {
        var gift = cash();
        var receipt = (UUID) Scene.column("select id from receipts where donation_id = ?", gift)
                .getFirst();
        try (var connection = acting()) {
            request(connection, gift);
            connection.commit();
            // issued anew, and not yet committed when the refund ends
            try (var reissue = connection.prepareStatement("select reissue_receipt(?, 'اسم آخر', ?, now())")) {
                reissue.setObject(1, receipt);
                reissue.setString(2, ReceiptCode.random());
                reissue.execute();
            }
            var ending = CompletableFuture.supplyAsync(
                    () -> settlements.paidByHand(gift).block());
            waitForALock();
            connection.commit();
            ending.join();
        }
        assertThat(Scene.column("select state from receipts where donation_id = ? and replaced_by is null", gift))
                .containsExactly("VOIDED");
        assertThat(Scene.ledgerFaults()).isEmpty();
    }

    private static void waitForALock() {
        while (Scene.number("select count(*) from pg_locks where not granted") == 0) {
            Thread.onSpinWait();
        }
    }

    private Connection acting() throws java.sql.SQLException {
        var connection = Api.as("sanad_api");
        connection.setAutoCommit(false);
        act(connection);
        return connection;
    }

    private void act(Connection connection) throws java.sql.SQLException {
        try (var set = connection.prepareStatement(
                "select set_config('sanad.actor', ?, false), set_config('sanad.two_factors', 'on', false)")) {
            set.setString(1, Api.actorId(finance).toString());
            set.execute();
        }
    }

    private void request(Connection connection, UUID gift) throws java.sql.SQLException {
        try (var request =
                connection.prepareStatement("select request_refund(?, ?, ?, 'DONOR_REQUEST', ?::timestamptz)")) {
            request.setBytes(1, UUID.randomUUID().toString().getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            request.setBytes(2, new byte[] {1});
            request.setObject(3, gift);
            request.setString(4, Instant.now().toString());
            request.execute();
        }
    }

    private UUID cash() {
        var id = api.person(finance)
                .document(
                        "mutation($input: RecordCashDonationInput!) { recordCashDonation(input: $input) { donation { id } } }")
                .variable(
                        "input",
                        Map.of(
                                "campaignId",
                                GlobalId.encode('C', scene.campaign),
                                "amount",
                                Map.of("amount", "10", "currency", "KWD"),
                                "receivedOn",
                                "2026-05-01",
                                "slipNumber",
                                "S-1",
                                "donorName",
                                "عبد الله",
                                "idempotencyKey",
                                UUID.randomUUID().toString()))
                .execute()
                .path("recordCashDonation.donation.id")
                .entity(String.class)
                .get();
        return GlobalId.decode('D', id).orElseThrow();
    }
}
