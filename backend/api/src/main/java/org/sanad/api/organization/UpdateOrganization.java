package org.sanad.api.organization;

import java.net.URI;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sanad.api.platform.text.LocalizedText;
import org.sanad.api.platform.text.LocalizedTextInput;

/** Asks for a change of a public record. Null stays as it is. */
public record UpdateOrganization(
        UUID organization,
        @Nullable LocalizedTextInput name,
        @Nullable LocalizedTextInput about,
        @Nullable List<Sector> sectors,
        @Nullable List<String> areas,
        @Nullable List<Contact> contacts) {

    static final int NAME = 200;
    static final int ABOUT = 5_000;
    static final int CONTACTS = 20;

    private static final Pattern PHONE = Pattern.compile("\\+[1-9][0-9]{6,14}");
    private static final Pattern EMAIL = Pattern.compile("[^\\s@]{1,64}@[^\\s@.]+(\\.[^\\s@.]+)+");

    /** Decides what may be written; every fault of the input goes to {@code faults} at once. */
    OrganizationEdit decide(Organization present, Areas known, List<OrganizationFault> faults) {
        var newName = name == null ? null : text(name, present.name(), "name", NAME, faults);
        if (name != null && newName == null) {
            faults.add(fault(OrganizationFault.Code.NAME_REQUIRED, "A name in at least one language.", "name"));
        }
        var newAbout = about == null ? null : text(about, present.about(), "about", ABOUT, faults);
        if (areas != null) {
            for (int i = 0; i < areas.size(); i++) {
                if (known.find(areas.get(i)).isEmpty()) {
                    faults.add(fault(OrganizationFault.Code.INVALID, "No such P-code.", "areas", String.valueOf(i)));
                }
            }
        }
        if (contacts != null) {
            if (contacts.size() > CONTACTS) {
                faults.add(fault(OrganizationFault.Code.TOO_LONG, "At most " + CONTACTS + " contacts.", "contacts"));
            }
            for (int i = 0; i < contacts.size(); i++) {
                if (!wellFormed(contacts.get(i))) {
                    faults.add(fault(
                            OrganizationFault.Code.INVALID,
                            "Not a well-formed " + contacts.get(i).kind() + ".",
                            "contacts",
                            String.valueOf(i),
                            "value"));
                }
            }
        }
        return new OrganizationEdit(
                newName,
                newAbout,
                sectors == null ? null : sectors.stream().distinct().toList(),
                areas == null ? null : areas.stream().distinct().toList(),
                contacts);
    }

    private static @Nullable LocalizedText text(
            LocalizedTextInput input,
            @Nullable LocalizedText present,
            String field,
            int limit,
            List<OrganizationFault> faults) {
        var text = input.toText(present == null ? null : present.origin()).orElse(null);
        if (text != null) {
            text.texts().forEach((locale, written) -> {
                if (written.length() > limit) {
                    faults.add(fault(
                            OrganizationFault.Code.TOO_LONG, "At most " + limit + " characters.", field, locale.tag()));
                }
            });
        }
        return text;
    }

    static boolean isEmail(String text) {
        return text.length() <= 254 && EMAIL.matcher(text).matches();
    }

    private static boolean wellFormed(Contact contact) {
        var value = contact.value();
        if (value.isBlank() || value.length() > 300) {
            return false;
        }
        return switch (contact.kind()) {
            case PHONE -> PHONE.matcher(value).matches();
            case EMAIL -> isEmail(value);
            case ADDRESS -> true;
            case WEBSITE -> isWebsite(value);
        };
    }

    private static boolean isWebsite(String text) {
        try {
            var url = URI.create(text);
            return url.getHost() != null && ("https".equals(url.getScheme()) || "http".equals(url.getScheme()));
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }

    static OrganizationFault fault(OrganizationFault.Code code, String message, String... path) {
        return new OrganizationFault(code, List.of(path), message);
    }
}
