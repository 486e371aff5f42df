package org.sanad.api.donation;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.sanad.api.platform.db.Database;
import org.sanad.api.platform.money.Money;
import org.sanad.api.platform.security.PublicAccess;
import org.sanad.api.platform.security.SignedIn;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Receipts: read by whom they concern, verified by anyone who holds the code, reissued under another name and never edited. */
@Service
public class Receipts {

    static final int NAME = 120;

    private final Database database;
    private final Guesses guesses;
    private final Clock clock;

    Receipts(Database database, Guesses guesses, Clock clock) {
        this.guesses = guesses;
        this.database = database;
        this.clock = clock;
    }

    /** Fetches receipts that the viewer may see; others are left out. Never empty. */
    @PublicAccess
    public Mono<Map<UUID, Receipt>> byIds(Set<UUID> ids) {
        return database.many(
                        "select " + Rows.RECEIPT + " from receipt_views v where v.id = any ($1)",
                        Rows::receipt,
                        (Object) ids.toArray(UUID[]::new))
                .collectMap(Receipt::id);
    }

    /** Tells the public what a code stands for. Empty for an unknown one; a mistyped one needs no look-up. */
    @PublicAccess
    public Mono<Verification> verify(String typed) {
        return Mono.justOrEmpty(ReceiptCode.parse(typed))
                .flatMap(code -> guesses.limited(database.one(
                        "select amount, currency, organization_id, issued_at, state from verify_receipt($1)",
                        row -> new Verification(
                                Rows.money(row, "amount"),
                                Rows.the(row, "organization_id", UUID.class),
                                LocalDate.ofInstant(Rows.the(row, "issued_at", Instant.class), ZoneOffset.UTC),
                                Rows.word(row, "state", ReceiptState.class)),
                        code)));
    }

    /** All that the public may learn from a receipt's code. */
    public record Verification(Money amount, UUID organizationId, LocalDate issuedOn, ReceiptState state) {}

    /** Voids a receipt and issues it anew with another name. Never empty. For the organization's finance office. */
    @SignedIn
    public Mono<Change<Receipt>> reissue(UUID receipt, String donorName) {
        var name = DonateInput.tidy(donorName);
        if (name == null) {
            return Mono.just(Change.refused(DonationFault.Code.INVALID, "Give the name for the receipt.", "donorName"));
        }
        if (name.codePointCount(0, name.length()) > NAME) {
            return Mono.just(
                    Change.refused(DonationFault.Code.TOO_LONG, "At most " + NAME + " characters.", "donorName"));
        }
        return database.changeReturning(
                        "select outcome, id from reissue_receipt($1, $2, $3, $4)",
                        Donations.Verdict::of,
                        receipt,
                        name,
                        ReceiptCode.random(),
                        clock.instant())
                .single()
                .flatMap(verdict -> switch (verdict.outcome()) {
                    case "DONE" ->
                        byIds(Set.of(verdict.result()))
                                .<Change<Receipt>>map(found -> new Change.Done<>(
                                        java.util.Objects.requireNonNull(found.get(verdict.result()))));
                    case "WRONG_STATE" ->
                        Mono.just(Change.refused(
                                DonationFault.Code.WRONG_STATE, "Only a valid receipt is issued anew.", "receiptId"));
                    default -> Mono.just(Change.refused(DonationFault.Code.NOT_FOUND, "No such receipt.", "receiptId"));
                });
    }
}
