package org.sanad.identity.account;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sanad.identity.IdentitySettings;
import org.sanad.identity.SqlTime;
import org.sanad.identity.crypto.Passwords;
import org.sanad.identity.crypto.Secrets;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Keeps the people who can sign in. */
@Component
public class Accounts {

    private static final String SELECT =
            "select id, name, email, phone, password, locale, staff, totp_confirmed from accounts ";

    private final JdbcClient sql;
    private final Passwords passwords;
    private final IdentitySettings settings;
    private final Departures departures;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Accounts(
            JdbcClient sql,
            Passwords passwords,
            IdentitySettings settings,
            Departures departures,
            TransactionTemplate transaction,
            Clock clock) {
        this.departures = departures;
        this.transaction = transaction;
        this.sql = sql;
        this.passwords = passwords;
        this.settings = settings;
        this.clock = clock;
    }

    /** Finds an account by its id; empty when it was deleted. */
    public Optional<Account> find(UUID id) {
        return sql.sql(SELECT + "where id = :id")
                .param("id", id)
                .query(Accounts::read)
                .optional();
    }

    /** Finds an account by a confirmed e-mail address or phone number. */
    public Optional<Account> find(Identifier identifier) {
        var column = switch (identifier) {
            case Identifier.Email email -> "email_key";
            case Identifier.Phone phone -> "phone";
        };
        return sql.sql(SELECT + "where " + column + " = :key")
                .param("key", identifier.key())
                .query(Accounts::read)
                .optional();
    }

    /**
     * Opens an account for somebody who has just proved an e-mail address or a phone number. Empty when another account has it:
     * two proofs of one address can be under way, the first one wins.
     *
     * @param passwordHash already hashed, none for phone alone
     */
    public Optional<Account> open(
            String name, @Nullable String email, @Nullable String phone, @Nullable String passwordHash, String locale) {
        return open(Secrets.id(clock.millis()), name, email, phone, passwordHash, locale, isStaff(email));
    }

    /** Opens an account with an id that is known beforehand, as demo accounts have. */
    public Optional<Account> open(
            UUID id,
            String name,
            @Nullable String email,
            @Nullable String phone,
            @Nullable String passwordHash,
            String locale,
            boolean staff) {
        int opened = sql.sql("""
                        insert into accounts (id, name, email, phone, password, locale, staff, created_at)
                        values (:id, :name, :email, :phone, :password, :locale, :staff, :now)
                        on conflict do nothing""")
                .param("id", id)
                .param("name", name)
                .param("email", email)
                .param("phone", phone)
                .param("password", passwordHash)
                .param("locale", locale)
                .param("staff", staff)
                .param("now", SqlTime.of(clock.instant()))
                .update();
        return opened == 1 ? find(id) : Optional.empty();
    }

    /** Finds the account whose password this is. Takes as long for one that doesn't exist. */
    public Optional<Account> authenticate(Optional<Identifier> identifier, String password) {
        var account = identifier.flatMap(this::find);
        var hash = account.map(Account::password).orElse(null);
        return passwords.matches(password, hash) ? account : Optional.empty();
    }

    /** Changes what a person is called and which language we write to them in. */
    public void describe(UUID id, String name, String locale) {
        sql.sql("update accounts set name = :name, locale = :locale where id = :id")
                .param("id", id)
                .param("name", name)
                .param("locale", locale)
                .update();
    }

    /** Sets a new password. */
    public void setPassword(UUID id, String password) {
        sql.sql("update accounts set password = :password where id = :id")
                .param("id", id)
                .param("password", passwords.hash(password))
                .update();
    }

    /** Sets an e-mail address that was just proved; false when another account has it. */
    public boolean setEmail(UUID id, String email) {
        try {
            sql.sql("update accounts set email = :email, staff = staff or :staff where id = :id")
                    .param("id", id)
                    .param("email", email)
                    .param("staff", isStaff(email))
                    .update();
            return true;
        } catch (DuplicateKeyException taken) {
            return false;
        }
    }

    /** Sets a phone number that was just proved; false when another account has it. */
    public boolean setPhone(UUID id, String phone) {
        try {
            sql.sql("update accounts set phone = :phone where id = :id")
                    .param("id", id)
                    .param("phone", phone)
                    .update();
            return true;
        } catch (DuplicateKeyException taken) {
            return false;
        }
    }

    /** Deletes an account with all that hangs on it: sign-ins, grants, partner clients, messages that wait for it; and notes who left. */
    public void delete(Account account) {
        transaction.executeWithoutResult(status -> {
            var programs = sql.sql("""
                            select c.client_id from partner_clients p join oauth2_registered_client c on c.id = p.registered_client_id
                            where p.account_id = :id""")
                    .param("id", account.id())
                    .query((row, n) -> row.getString("client_id"))
                    .list();
            departures.note(Stream.concat(Stream.of(account.id().toString()), programs.stream())
                    .toList());
            erase(account);
        });
    }

    private void erase(Account account) {
        sql.sql("""
                        with clients as (
                          delete from oauth2_registered_client
                          where id in (select registered_client_id from partner_clients where account_id = :id)
                        ), messages as (
                          delete from outbox_messages where recipient in (:email, :phone)
                        ), proofs as (
                          delete from verifications where target in (:email, :phone)
                        )
                        delete from accounts where id = :id""")
                .param("id", account.id())
                .param("email", account.email() == null ? "" : account.email())
                .param("phone", account.phone() == null ? "" : account.phone())
                .update();
    }

    /** Flags the accounts that the installation names as staff; never takes the flag away. */
    public void flagStaff() {
        if (!settings.staff().isEmpty()) {
            sql.sql("update accounts set staff = true where not staff and email_key in (:emails)")
                    .param(
                            "emails",
                            settings.staff().stream()
                                    .map(email -> email.strip().toLowerCase(Locale.ROOT))
                                    .toList())
                    .update();
        }
    }

    private boolean isStaff(@Nullable String email) {
        return email != null
                && settings.staff().stream().anyMatch(staff -> staff.strip().equalsIgnoreCase(email));
    }

    private static Account read(ResultSet row, int number) throws SQLException {
        return new Account(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("email"),
                row.getString("phone"),
                row.getString("password"),
                row.getString("locale"),
                row.getBoolean("staff"),
                row.getBoolean("totp_confirmed"));
    }
}
