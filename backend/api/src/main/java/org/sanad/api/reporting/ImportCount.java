package org.sanad.api.reporting;

/** Tells how many things of a kind have a verdict. */
public record ImportCount(ImportedKind kind, ImportVerdict verdict, int count) {}
