package org.sanad.api.reporting;

import java.util.List;

/** Tells a client why, and which field of its input it is about. */
record ImportUserError(ImportErrorCode code, List<String> path, String message) {}
