package org.sanad.api.platform.money;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.sanad.api.platform.text.Locale;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationInitializer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Knows every currency's decimals. Read once at start from the one table that decides them; a new currency is a migration. */
@Component
public final class Currencies {

    /**
     * No single sum is greater: a thousand million millions of the smallest unit. Nine thousand of these still fit where sums of them are kept, so
     * that one sum with too many zeros can't stand in the way of everyone else's.
     */
    static final long GREATEST = 1_000_000_000_000_000L;

    private final Map<String, Currency> byCode = new LinkedHashMap<>();

    /** A currency and its names. */
    public record Currency(
            String code, String iso, int decimals, @Nullable LocalDate denominatedSince, Map<Locale, String> names) {}

    @SuppressWarnings("UnusedVariable") // asked for so that it has run: the table is there only after migration
    Currencies(Flyway flyway, FlywayMigrationInitializer migrated) {
        JdbcClient.create(flyway.getConfiguration().getDataSource())
                .sql(
                        "select code, iso, decimals, denominated_since, name_ar, name_fa, name_en from sanad.currencies order by code")
                .query((row, n) -> new Currency(
                        row.getString(1),
                        row.getString(2),
                        row.getInt(3),
                        row.getObject(4, LocalDate.class),
                        Map.of(
                                Locale.AR, row.getString(5),
                                Locale.FA, row.getString(6),
                                Locale.EN, row.getString(7))))
                .list()
                .forEach(currency -> byCode.put(currency.code(), currency));
    }

    public Collection<Currency> all() {
        return byCode.values();
    }

    /** Finds a currency by its key. An unknown key is a bug: keys come from the database. */
    public Currency get(String code) {
        var found = byCode.get(code);
        if (found == null) {
            throw new IllegalArgumentException("unknown currency " + code);
        }
        return found;
    }

    public boolean knows(String code) {
        return byCode.containsKey(code);
    }

    /** The amount with exactly the currency's decimals. */
    public BigDecimal amount(Money money) {
        return BigDecimal.valueOf(money.minor(), get(money.currency()).decimals());
    }

    /** Makes a sum of a typed amount. Empty where it has more decimals than the currency, or is too great to keep. */
    public Optional<Money> money(BigDecimal amount, String currency) {
        try {
            var minor = amount.movePointRight(get(currency).decimals()).setScale(0, RoundingMode.UNNECESSARY);
            var money = new Money(minor.longValueExact(), currency);
            return money.minor() >= -GREATEST && money.minor() <= GREATEST ? Optional.of(money) : Optional.empty();
        } catch (ArithmeticException tooFineOrTooGreat) {
            return Optional.empty();
        }
    }
}
