package org.sanad.api.organization;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sanad.api.platform.text.LocalizedText;

/** What is to change in a public record; null stays as it is, a list replaces the list that stands. */
public record OrganizationEdit(
        @Nullable LocalizedText name,
        @Nullable LocalizedText about,
        @Nullable List<Sector> sectors,
        @Nullable List<String> areas,
        @Nullable List<Contact> contacts) {}
