package org.sanad.api.organization;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** An annual report that a body published. */
public record OrganizationReport(
        int year, LocalDate publishedOn, @Nullable String url) {}
