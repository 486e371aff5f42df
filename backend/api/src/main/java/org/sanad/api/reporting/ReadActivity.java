package org.sanad.api.reporting;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Holds an activity as it was read.
 *
 * @param line where it starts, from 1
 * @param identifier its IATI identifier, trimmed; empty where it has none
 * @param transactions how many transactions it holds
 * @param results how many results it holds
 * @param findings what is wrong or noteworthy in it, in the order of the file
 * @param content what it says; null where an error forbids to take it in
 * @param xml all of it as canonical XML, what Sanad doesn't know included
 * @param hash SHA-256 of {@code xml}
 */
record ReadActivity(
        int line,
        String identifier,
        int transactions,
        int results,
        List<Finding> findings,
        @Nullable IatiActivity content,
        String xml,
        String hash) {}
