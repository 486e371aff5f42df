package org.sanad.api.donation;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanad.api.campaign.Intention;
import org.sanad.api.platform.db.Cells;
import org.sanad.api.platform.db.Columns;
import org.sanad.api.platform.money.Money;
import org.sanad.api.platform.text.Locale;

/** Reads rows of the views into values. */
final class Rows {

    /** The columns of {@code donation_views} and {@code receipt_views}; a new column is read only where it is meant to be. */
    static final String DONATION = """
            v.id, v.campaign_id, v.organization_id, v.currency, v.amount, v.intention, v.channel, v.state, v.failure, v.reference,
            v.is_anonymous, v.display_name, v.dedication, v.dedication_state, v.donor_actor_id, v.locale, v.checkout_url,
            v.payment_reference, v.created_at, v.settled_at, v.refund_state, v.refund_reason, v.refund_requested_at,
            v.refund_completed_at, v.donor_known, v.donor_name, v.donor_email, v.donor_phone, v.receipt_id, v.receipt_year,
            v.receipt_serial, v.receipt_code, v.receipt_state, v.receipt_issued_at, v.receipt_donor_name, v.viewer_manages,
            v.read_by_supervisor""";

    static final String RECEIPT = """
            v.id, v.organization_id, v.campaign_id, v.year, v.serial, v.code, v.state, v.issued_at, v.currency, v.amount, v.intention,
            v.donor_name, v.replaced_by""";

    private Rows() {}

    static <T> T the(Readable row, String column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type), column);
    }

    static boolean yes(Readable row, String column) {
        return Boolean.TRUE.equals(row.get(column, Boolean.class));
    }

    static <E extends Enum<E>> E word(Readable row, String column, Class<E> type) {
        return Enum.valueOf(type, the(row, column, String.class));
    }

    static <E extends Enum<E>> @Nullable E wordOrNull(Readable row, String column, Class<E> type) {
        var text = row.get(column, String.class);
        return text == null ? null : Enum.valueOf(type, text);
    }

    static Money money(Readable row, String amount) {
        return new Money(the(row, amount, Long.class), the(row, "currency", String.class));
    }

    static Donation donation(Readable row) {
        var state = word(row, "state", DonationState.class);
        var refund = refund(row);
        boolean refundable = state == DonationState.SUCCEEDED
                ? refund == null || refund.state() == RefundState.FAILED
                : refund != null && refund.state() == RefundState.FAILED;
        var donor = new DonorContact(
                row.get("donor_name", String.class),
                row.get("donor_email", String.class),
                row.get("donor_phone", String.class));
        return new Donation(
                the(row, "id", UUID.class),
                the(row, "campaign_id", UUID.class),
                the(row, "organization_id", UUID.class),
                money(row, "amount"),
                word(row, "intention", Intention.class),
                word(row, "channel", DonationChannel.class),
                state,
                wordOrNull(row, "failure", DonationFailure.class),
                the(row, "reference", String.class),
                yes(row, "is_anonymous"),
                row.get("display_name", String.class),
                yes(row, "donor_known") ? donor : null,
                row.get("donor_actor_id", UUID.class),
                row.get("dedication", String.class),
                wordOrNull(row, "dedication_state", DedicationState.class),
                word(row, "locale", Locale.class),
                the(row, "created_at", Instant.class),
                row.get("settled_at", Instant.class),
                lastReceipt(row),
                state == DonationState.PENDING ? row.get("checkout_url", String.class) : null,
                row.get("payment_reference", String.class),
                refund,
                yes(row, "viewer_manages") && refundable,
                yes(row, "read_by_supervisor"));
    }

    private static @Nullable Refund refund(Readable row) {
        var state = wordOrNull(row, "refund_state", RefundState.class);
        return state == null
                ? null
                : new Refund(
                        state,
                        word(row, "refund_reason", RefundReason.class),
                        the(row, "refund_requested_at", Instant.class),
                        row.get("refund_completed_at", Instant.class));
    }

    private static @Nullable Receipt lastReceipt(Readable row) {
        var id = row.get("receipt_id", UUID.class);
        return id == null
                ? null
                : new Receipt(
                        id,
                        the(row, "organization_id", UUID.class),
                        the(row, "campaign_id", UUID.class),
                        the(row, "receipt_year", Integer.class),
                        the(row, "receipt_serial", Integer.class),
                        the(row, "receipt_code", String.class),
                        word(row, "receipt_state", ReceiptState.class),
                        the(row, "receipt_issued_at", Instant.class),
                        money(row, "amount"),
                        word(row, "intention", Intention.class),
                        row.get("receipt_donor_name", String.class),
                        null);
    }

    static Receipt receipt(Readable row) {
        return new Receipt(
                the(row, "id", UUID.class),
                the(row, "organization_id", UUID.class),
                the(row, "campaign_id", UUID.class),
                the(row, "year", Integer.class),
                the(row, "serial", Integer.class),
                the(row, "code", String.class),
                word(row, "state", ReceiptState.class),
                the(row, "issued_at", Instant.class),
                money(row, "amount"),
                word(row, "intention", Intention.class),
                row.get("donor_name", String.class),
                row.get("replaced_by", UUID.class));
    }

    /** The columns of {@code public_donations} that {@link #publicDonation} reads, which come first in the row. */
    static final String PUBLIC = "p.id, p.campaign_id, p.currency, p.amount, p.display_name, p.dedication, "
            + Columns.micros("p.settled_at") + " as settled_at";

    static PublicDonation publicDonation(Readable row) {
        var cells = new Cells(row);
        var id = cells.required(UUID.class);
        var campaign = cells.required(UUID.class);
        var currency = cells.required(String.class);
        return new PublicDonation(
                id,
                campaign,
                new Money(cells.required(Long.class), currency),
                cells.orNull(String.class),
                cells.orNull(String.class),
                cells.instant());
    }

    static Fund fund(Readable row) {
        return new Fund(
                the(row, "id", UUID.class),
                the(row, "organization_id", UUID.class),
                row.get("campaign_id", UUID.class),
                word(row, "intention", Intention.class),
                money(row, "available"),
                money(row, "allocated"));
    }
}
