package org.sanad.api.organization;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.sanad.api.platform.security.PublicAccess;
import org.sanad.api.platform.text.Locale;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationInitializer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Knows every governorate and province. Read once at start: they are facts, and a new one is a migration. */
@Service
public class Areas {

    private final Map<String, Area> byPcode = new LinkedHashMap<>();

    @SuppressWarnings("UnusedVariable") // asked for so that it has run: the table is there only after migration
    Areas(Flyway flyway, FlywayMigrationInitializer migrated) {
        JdbcClient.create(flyway.getConfiguration().getDataSource())
                .sql("select id, pcode, jurisdiction, iso_code, name_ar, name_fa, name_en from sanad.areas"
                        + " order by jurisdiction, name_en")
                .query((row, n) -> new Area(
                        row.getObject(1, UUID.class),
                        row.getString(2),
                        Jurisdiction.valueOf(row.getString(3)),
                        row.getString(4),
                        Map.of(
                                Locale.AR, row.getString(5),
                                Locale.FA, row.getString(6),
                                Locale.EN, row.getString(7))))
                .list()
                .forEach(area -> byPcode.put(area.pcode(), area));
    }

    /** The areas of a jurisdiction in the order of their English names; none for {@code XX}. */
    @PublicAccess
    public List<Area> of(Jurisdiction jurisdiction) {
        return byPcode.values().stream()
                .filter(area -> area.jurisdiction() == jurisdiction)
                .toList();
    }

    /** The area with a P-code. Empty where there is none. */
    @PublicAccess
    public Optional<Area> find(String pcode) {
        return Optional.ofNullable(byPcode.get(pcode));
    }

    /** The areas with these P-codes; unknown codes are left out. */
    @PublicAccess
    public List<Area> find(Collection<String> pcodes) {
        var found = new ArrayList<Area>();
        pcodes.forEach(pcode -> find(pcode).ifPresent(found::add));
        return List.copyOf(found);
    }

    /** Every area. */
    @PublicAccess
    public Collection<Area> all() {
        return byPcode.values();
    }
}
